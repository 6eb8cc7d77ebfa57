package dev.stampede.runtime.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.jspecify.annotations.Nullable;

/**
 * What this project's code logs while the recording is open, from {@code DEBUG} up, as the lines that a deployed function
 * writes. Meanwhile none of it is written elsewhere. There can be one recording at a time.
 */
public final class RecordedLog implements AutoCloseable {

    private static final String LOGGERS = "dev.stampede";
    private static final @Nullable Level INHERITED = null;

    private final Logger logger = (Logger) LogManager.getLogger(LOGGERS);
    private final Lines lines;

    public RecordedLog() {
        lines = new Lines(JsonTemplateLayout.newBuilder()
                .setConfiguration(new DefaultConfiguration())
                .setEventTemplateUri("classpath:LambdaJsonLayout.json")
                .build());
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        Configurator.setLevel(LOGGERS, Level.DEBUG);
    }

    /** One JSON object each, oldest first. */
    public List<String> lines() {
        return List.copyOf(lines.recorded);
    }

    @Override
    public void close() {
        Configurator.setLevel(LOGGERS, INHERITED);
        logger.setAdditive(true);
        logger.removeAppender(lines);
        lines.stop();
    }

    private static final class Lines extends AbstractAppender {

        private final Queue<String> recorded = new ConcurrentLinkedQueue<>();

        Lines(Layout<String> layout) {
            super("recorded", null, layout, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            recorded.add((String) getLayout().toSerializable(event));
        }
    }
}
