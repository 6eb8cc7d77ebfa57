package dev.stampede.local.store;

import dev.stampede.runtime.telemetry.Metrics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/** Sums the functions' business metrics since the start. Thread-safe. */
public final class LocalMetrics implements Metrics {

    private final Map<String, DoubleAdder> sums = new ConcurrentHashMap<>();

    @Override
    public void add(String name, double value) {
        sums.computeIfAbsent(name, unused -> new DoubleAdder()).add(value);
    }

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {
        add(name + "{" + dimension + "=" + dimensionValue + "}", value);
    }

    /** The sums by name, followed by the dimension, if any, in braces: {@code Checkout{Outcome=Placed}}. */
    public Map<String, Double> sums() {
        var copy = new TreeMap<String, Double>();
        sums.forEach((name, sum) -> copy.put(name, sum.sum()));
        return copy;
    }
}
