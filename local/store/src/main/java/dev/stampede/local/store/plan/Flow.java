package dev.stampede.local.store.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orders that leave a stage, over time.
 *
 * @param step the length of a step, in seconds
 * @param done orders that have left by the end of each step; the last element is the number of all orders
 * @param end  when the last order leaves, in seconds
 */
record Flow(double step, double[] done, double end) {

    private static final int STEPS = 4_000;

    /** Evenly over a time. */
    static Flow arriving(double orders, double perSecond) {
        return new Flow(orders / perSecond, new double[] {orders}, orders / perSecond);
    }

    /** Limits the flow to the lowest ceiling; what exceeds it waits. */
    Flow through(List<Ceiling> ceilings) {
        if (ceilings.isEmpty()) {
            return this;
        }
        var orders = done[done.length - 1];
        // No flow takes longer than the arrivals, and all orders at the rate of the start.
        var width = (end + orders / lowest(ceilings, 0)) / STEPS;
        var out = new double[STEPS];
        var passed = 0.0;
        for (var i = 0; i < STEPS; i++) {
            var time = i * width;
            var rate = lowest(ceilings, time);
            if (time + width >= end && passed + rate * width >= orders) {
                out[i] = orders;
                return new Flow(width, Arrays.copyOf(out, i + 1), Math.max(end, time + (orders - passed) / rate));
            }
            passed = Math.min(at(time + width), passed + rate * width);
            out[i] = passed;
        }
        out[STEPS - 1] = orders;
        return new Flow(width, out, width * STEPS);
    }

    /** Orders in each second. */
    List<Long> timeline(int longest) {
        var seconds = (int) Math.min(longest, Math.ceil(end));
        var perSecond = new ArrayList<Long>(seconds);
        var before = 0L;
        for (var second = 1; second <= seconds; second++) {
            var now = Math.round(at(second));
            perSecond.add(now - before);
            before = now;
        }
        return perSecond;
    }

    private double at(double seconds) {
        if (seconds >= end) {
            return done[done.length - 1];
        }
        var position = seconds / step - 1;
        var index = (int) Math.floor(position);
        var low = index < 0 ? 0 : done[Math.min(index, done.length - 1)];
        var high = done[Math.min(index + 1, done.length - 1)];
        return low + (high - low) * (position - index);
    }

    private static double lowest(List<Ceiling> ceilings, double seconds) {
        return ceilings.stream().mapToDouble(ceiling -> ceiling.at(seconds)).min().orElseThrow();
    }
}
