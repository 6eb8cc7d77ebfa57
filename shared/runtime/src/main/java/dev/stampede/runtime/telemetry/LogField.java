package dev.stampede.runtime.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A field of a log line, passed to a logger as an argument after the message.
 *
 * @param value written as JSON
 */
public record LogField(String name, @Nullable Object value) {

    public static LogField entry(String name, @Nullable Object value) {
        return new LogField(name, value);
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
