package dev.stampede.runtime.telemetry;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/**
 * The loggers of deployed functions: one JSON object a line on standard output, from the level {@code LOG_LEVEL} up, which is
 * {@code INFO} unless the environment sets it; the SDK's from {@code WARN} up. A logging library takes longer to start than a
 * function needs for its first answer. Thread-safe.
 */
public final class JsonLoggers implements ILoggerFactory {

    private static final String SDK = "software.amazon.awssdk.";

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final Level level;
    private volatile @Nullable Recording recording;

    /** @param level the name of a level; {@code INFO} if it is null, blank or unknown */
    JsonLoggers(@Nullable String level) {
        var known = Arrays.stream(Level.values()).filter(each -> each.name().equalsIgnoreCase(level)).findFirst();
        this.level = known.orElse(Level.INFO);
        if (known.isEmpty() && level != null && !level.isBlank()) {
            StandardOutput.write(LogLine.of(Instant.now(), Level.WARN, JsonLoggers.class.getName(),
                    "LOG_LEVEL is unknown, INFO applies", new Object[] {LogField.entry("logLevel", level)}, null,
                    Map.of()));
        }
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, JsonLogger::new);
    }

    /** The lines of some loggers, from a level up, which are not written while it is open. There can be one at a time. */
    public final class Recording implements AutoCloseable {

        private final String prefix;
        private final Level from;
        private final Consumer<String> lines;

        private Recording(String prefix, Level from, Consumer<String> lines) {
            this.prefix = prefix;
            this.from = from;
            this.lines = lines;
        }

        private boolean takes(String logger, Level of) {
            return logger.startsWith(prefix) && of.toInt() >= from.toInt();
        }

        @Override
        public void close() {
            recording = null;
        }
    }

    /**
     * Records what the loggers whose name begins with a prefix log.
     *
     * @throws IllegalStateException if there is another logging library
     */
    public static Recording record(String prefix, Level from, Consumer<String> lines) {
        if (!(LoggerFactory.getILoggerFactory() instanceof JsonLoggers loggers)) {
            throw new IllegalStateException("Another library logs: " + LoggerFactory.getILoggerFactory());
        }
        var recording = loggers.new Recording(prefix, from, lines);
        loggers.recording = recording;
        return recording;
    }

    private final class JsonLogger extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private final transient Level from;

        JsonLogger(String name) {
            this.name = name;
            this.from = name.startsWith(SDK) && level.toInt() < Level.WARN.toInt() ? Level.WARN : level;
        }

        private boolean isEnabled(Level of) {
            var recorded = recording;
            return of.toInt() >= from.toInt() || recorded != null && recorded.takes(name, of);
        }

        @Override
        protected void handleNormalizedLoggingCall(Level of, @Nullable Marker marker, String message,
                Object @Nullable [] arguments, @Nullable Throwable failure) {
            var fields = MDC.getCopyOfContextMap();
            var line = LogLine.of(Instant.now(), of, name, message, arguments, failure,
                    fields == null ? Map.of() : fields);
            var recorded = recording;
            if (recorded != null && name.startsWith(recorded.prefix)) {
                if (recorded.takes(name, of)) {
                    recorded.lines.accept(line);
                }
            } else {
                StandardOutput.write(line);
            }
        }

        @Override
        public boolean isTraceEnabled() {
            return isEnabled(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return isEnabled(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return isEnabled(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return isEnabled(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return isEnabled(Level.ERROR);
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return JsonLogger.class.getName();
        }
    }
}
