package dev.stampede.runtime.telemetry;

import java.time.Duration;

/**
 * Business metrics: counts of outcomes. Dimensions are outcomes, never ids, so that their number is bounded.
 *
 * <p>Implementations are safe for use by many threads and never throw.
 */
public interface Metrics {

    /** Counts nothing. */
    Metrics NONE = new Metrics() {
        @Override
        public void add(String name, double value) {}

        @Override
        public void add(String name, double value, String dimension, String dimensionValue) {}
    };

    /** Adds {@code value} to the metric {@code name} without a dimension. */
    void add(String name, double value);

    /** Adds {@code value} to the metric {@code name} under one dimension. */
    void add(String name, double value, String dimension, String dimensionValue);

    /** Adds how long something took, in milliseconds. */
    default void time(String name, Duration duration) {
        add(name, duration.toMillis());
    }

    /** Counts one outcome: adds 1 to the metric {@code name} under the dimension {@code Outcome}. */
    default void outcome(String name, String outcome) {
        add(name, 1, "Outcome", outcome);
    }
}
