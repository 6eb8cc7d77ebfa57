package dev.stampede.runtime.testing;

import dev.stampede.runtime.telemetry.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics that a test can read. Thread-safe. */
public final class RecordedMetrics implements Metrics {

    private final Map<String, Double> sums = new ConcurrentHashMap<>();

    @Override
    public void add(String name, double value) {
        sums.merge(name, value, Double::sum);
    }

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {
        sums.merge(name + "/" + dimensionValue, value, Double::sum);
    }

    /** The sum of a metric: {@code name}, or {@code name/dimensionValue}. */
    public double sum(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    /** Whether anything was ever added to a metric, 0 included: {@code name}, or {@code name/dimensionValue}. */
    public boolean isKnown(String name) {
        return sums.containsKey(name);
    }
}
