package dev.stampede.local.store.testing;

import dev.stampede.runtime.telemetry.Metrics;

/** Discards metrics. */
public record NoMetrics() implements Metrics {

    @Override
    public void add(String name, double value) {}

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {}
}
