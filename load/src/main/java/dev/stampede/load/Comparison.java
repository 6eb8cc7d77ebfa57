package dev.stampede.load;

import dev.stampede.local.lab.capacity.CloudLimits;
import dev.stampede.local.store.plan.Ceilings;
import dev.stampede.local.store.plan.Forecast;
import dev.stampede.local.store.plan.Measurements;
import dev.stampede.local.store.plan.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the model of {@code ./stampede plan} predicts for a run with limits, beside what the run measured. */
record Comparison(String firstCeiling, List<Row> rows) {

    /** The difference that the model may have, as a share of what was measured. */
    static final double TOLERANCE = 0.25;
    private static final double NANOS = 1e9;

    Comparison {
        rows = List.copyOf(rows);
    }

    record Row(String name, double predicted, double measured) {

        double difference() {
            return predicted / measured - 1;
        }

        boolean agrees() {
            return Math.abs(difference()) <= TOLERANCE;
        }
    }

    /**
     * Predicts a run.
     *
     * @param scenario one with limits
     * @param writers  batches reserved concurrently
     * @param batch    the maximum number of orders in a batch
     */
    static Comparison of(Scenario scenario, int writers, int batch, Result result, Measurements facts) {
        var limits = scenario.limits();
        if (limits == null) {
            throw new IllegalArgumentException("--compare requires --limits");
        }
        var partition = CloudLimits.WRITE_UNITS / limits.factor();
        var order = facts.order();
        var ceilings = List.of(Ceilings.dayPartitions(partition, order.orderIndexWrites()),
                Ceilings.shards(scenario.shards(), partition, batch, order.stockWritesPerGroup()),
                Ceilings.reservationWorkers(writers, batch, seconds(limits.latency())));
        var orders = Math.min(scenario.orders(), scenario.stock());
        var arrivals = scenario.rate() > 0 ? scenario.rate() : facts.localOrdersPerSecond();
        var forecast = Forecast.of(orders, arrivals, ceilings,
                Map.of(Stage.RESERVED, facts.latency().get(Stage.RESERVED)));
        var last = forecast.seconds().get(Stage.RESERVED);
        var lowest = ceilings.stream().min((one, other) -> Double.compare(one.perSecond(), other.perSecond()))
                .orElseThrow();
        return new Comparison(lowest.name() + ": " + lowest.arithmetic(), List.of(
                new Row("seconds until the last order is reserved", last,
                        result.counts().reserved() / result.reservedPerSecond()),
                new Row("orders reserved a second", orders / last, result.reservedPerSecond()),
                new Row("write units an order", order.writeUnits(batch), result.units().writesPerOrder())));
    }

    boolean agrees() {
        return rows.stream().allMatch(Row::agrees);
    }

    @Override
    public String toString() {
        return "first ceiling: " + firstCeiling + "\n"
                + String.format(Locale.ROOT, "%-42s %10s %10s %10s%n", "", "predicted", "measured", "difference")
                + rows.stream().map(row -> String.format(Locale.ROOT, "%-42s %10.2f %10.2f %+9.0f %%%s", row.name(),
                        row.predicted(), row.measured(), row.difference() * 100, row.agrees() ? "" : "  TOO MUCH"))
                        .collect(Collectors.joining("\n"));
    }

    private static double seconds(Duration latency) {
        return latency.toNanos() / NANOS;
    }
}
