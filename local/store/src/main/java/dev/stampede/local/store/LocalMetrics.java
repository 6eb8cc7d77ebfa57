package dev.stampede.local.store;

import dev.stampede.runtime.telemetry.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/** The functions' business metrics since the start: sums, and of times their quantiles. Thread-safe. */
public final class LocalMetrics implements Metrics {

    private final Map<String, DoubleAdder> sums = new ConcurrentHashMap<>();
    private final Map<String, Times> times = new ConcurrentHashMap<>();

    @Override
    public void add(String name, double value) {
        sums.computeIfAbsent(name, unused -> new DoubleAdder()).add(value);
    }

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {
        add(name + "{" + dimension + "=" + dimensionValue + "}", value);
    }

    @Override
    public void time(String name, Duration duration) {
        times.computeIfAbsent(name, unused -> new Times()).add(duration);
    }

    /** The sums by name, followed by the dimension, if any, in braces: {@code Checkout{Outcome=Placed}}. */
    public Map<String, Double> sums() {
        var copy = new TreeMap<String, Double>();
        sums.forEach((name, sum) -> copy.put(name, sum.sum()));
        return copy;
    }

    /** The sums, and by the names of times their {@link Times.Summary}. */
    Map<String, Object> all() {
        var copy = new TreeMap<String, Object>(sums());
        times.forEach((name, measured) -> copy.put(name, measured.summary()));
        return copy;
    }
}
