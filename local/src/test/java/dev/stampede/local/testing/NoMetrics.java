package dev.stampede.local.testing;

import dev.stampede.shared.telemetry.Metrics;

/** Metrics that nobody reads. */
public record NoMetrics() implements Metrics {

    @Override
    public void add(String name, double value) {}

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {}
}
