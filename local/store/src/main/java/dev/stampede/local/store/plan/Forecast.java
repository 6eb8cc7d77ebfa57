package dev.stampede.local.store.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a sale goes.
 *
 * @param seconds  from the first buyer until the last order is in each stage
 * @param perSecond orders per second in each stage: all orders by the time since the first of them
 * @param timeline orders in each second, by stage; at most {@link #LONGEST_TIMELINE} seconds
 */
public record Forecast(Map<Stage, Double> seconds, Map<Stage, Double> perSecond, Map<Stage, List<Long>> timeline) {

    /** The length of the timeline, in seconds. */
    public static final int LONGEST_TIMELINE = 3_600;

    public Forecast {
        seconds = Map.copyOf(seconds);
        perSecond = Map.copyOf(perSecond);
        timeline = Map.copyOf(timeline);
    }

    /**
     * Lets orders flow through the stages, each of which is as fast as its lowest ceiling and has a queue before it.
     *
     * @param orders    the number of orders
     * @param arrivals  orders per second that arrive
     * @param ceilings  of all stages
     * @param latency   seconds that an order takes in a stage without a queue
     */
    public static Forecast of(long orders, double arrivals, List<Ceiling> ceilings, Map<Stage, Double> latency) {
        var seconds = new EnumMap<Stage, Double>(Stage.class);
        var rates = new EnumMap<Stage, Double>(Stage.class);
        var timelines = new EnumMap<Stage, List<Long>>(Stage.class);
        var flow = Flow.arriving(orders, arrivals);
        var delay = 0.0;
        for (var stage : Stage.values()) {
            flow = flow.through(ceilings.stream().filter(ceiling -> ceiling.stage() == stage).toList());
            delay += latency.getOrDefault(stage, 0.0);
            seconds.put(stage, flow.end() + delay);
            rates.put(stage, orders / flow.end());
            timelines.put(stage, flow.timeline(LONGEST_TIMELINE));
        }
        return new Forecast(seconds, rates, timelines);
    }
}
