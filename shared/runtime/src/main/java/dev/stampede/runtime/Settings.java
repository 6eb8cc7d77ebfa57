package dev.stampede.runtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a function's settings from its environment variables, once, at start, and fails with everything that is
 * missing or malformed in one message. Each handler has one record of what it reads, with a {@code fromSettings}
 * method:
 *
 * <pre>{@code
 * static CartConfig fromSettings(Settings.Reader settings) {
 *     return new CartConfig(settings.text("CARTS_TABLE"), settings.seconds("CART_TTL_SECONDS", 60, 86_400));
 * }
 *
 * var config = environment.settings().read(CartConfig::fromSettings);
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Settings {

    private final Map<String, String> environment;

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs {@code reading} and returns its result.
     *
     * @throws IllegalStateException naming every variable that is missing or malformed
     */
    public <T> T read(Function<Reader, T> reading) {
        var reader = new Reader();
        var result = reading.apply(reader);
        if (!reader.faults.isEmpty()) {
            throw new IllegalStateException("Settings: " + String.join("; ", reader.faults));
        }
        return result;
    }

    /** Returns values and collects errors. An invalid value is replaced by a neutral one until the reading ends. */
    public final class Reader {

        private final Set<String> faults = new LinkedHashSet<>();

        private Reader() {}

        /** A variable that must be set and not blank. */
        public String text(String name) {
            var value = environment.getOrDefault(name, "");
            if (value.isBlank()) {
                faults.add(name + " is not set");
            }
            return value;
        }

        /** A variable that may be absent or blank. */
        public String text(String name, String fallback) {
            var value = environment.getOrDefault(name, "");
            return value.isBlank() ? fallback : value;
        }

        /** An integer between {@code min} and {@code max}, both included. */
        public int integer(String name, int min, int max) {
            var value = text(name);
            if (value.isBlank()) {
                return min;
            }
            try {
                var number = Integer.parseInt(value.strip());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // reported below, with the bounds
            }
            faults.add(name + " must be an integer from " + min + " to " + max);
            return min;
        }

        /** One of {@code values}. */
        public String oneOf(String name, String... values) {
            var value = text(name);
            if (!value.isBlank() && !List.of(values).contains(value)) {
                faults.add(name + " must be one of " + String.join(", ", values));
            }
            return value;
        }

        /** A time zone by its ID, such as {@code Europe/Berlin}. */
        public ZoneId zone(String name) {
            var value = text(name);
            try {
                return value.isBlank() ? ZoneOffset.UTC : ZoneId.of(value.strip());
            } catch (DateTimeException unknown) {
                faults.add(name + " must be a time zone, such as Europe/Berlin");
                return ZoneOffset.UTC;
            }
        }

        /** A duration in whole seconds, from {@code min} to {@code max}. */
        public Duration seconds(String name, int min, int max) {
            return Duration.ofSeconds(integer(name, min, max));
        }
    }
}
