package dev.stampede.runtime.telemetry;

import dev.stampede.runtime.concurrent.RetryLaterException;
import org.jspecify.annotations.Nullable;

/**
 * A field of a log line, passed to a logger as an argument after the message.
 *
 * @param name  not one that lines have of their own, such as {@code message}
 * @param value written as JSON
 */
public record LogField(String name, @Nullable Object value) {

    public LogField {
        if (LogLine.OWN.contains(name)) {
            throw new IllegalArgumentException("Every line has a " + name + " of its own");
        }
    }

    public static LogField entry(String name, @Nullable Object value) {
        return new LogField(name, value);
    }

    /**
     * What a line says about a failure, as the last argument: the reason of an expected one, otherwise the exception with its
     * stack trace.
     */
    public static Object failure(RuntimeException failure) {
        return failure instanceof RetryLaterException ? entry("reason", failure.getMessage()) : failure;
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
