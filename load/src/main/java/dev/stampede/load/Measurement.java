package dev.stampede.load;

import dev.stampede.load.Checkouts.Accepted;
import dev.stampede.load.Sale.Readings;
import dev.stampede.load.Sale.Seen;
import dev.stampede.local.lab.capacity.Access;
import dev.stampede.local.lab.capacity.CapacityUse;
import dev.stampede.local.lab.capacity.Kind;
import dev.stampede.local.lab.capacity.RequestUse;
import dev.stampede.local.store.template.Stack;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Computes the result of a sale from the observations. */
final class Measurement {

    private static final double MILLIS = 1_000;

    private final Seen seen;
    private final Map<String, Long> placed;
    private final Map<String, Long> reserved;
    private final Map<String, Long> rejected;
    private final Map<String, Long> paid;
    private final int accepted;
    private final long end;

    private Measurement(Seen seen) {
        this.seen = seen;
        placed = seen.observer().times("OrderPlaced");
        reserved = seen.observer().times("StockReserved");
        rejected = seen.observer().times("StockRejected");
        paid = seen.observer().times("PaymentCaptured");
        accepted = seen.checkouts().accepted().size();
        end = Stream.of(List.of(seen.start()), acceptedAt(), reserved.values(), rejected.values(), paid.values(),
                seen.mailed().values()).mapToLong(Measurement::last).max().orElse(seen.start());
    }

    static Result of(Seen seen) {
        return new Measurement(seen).result();
    }

    private Result result() {
        var decided = new HashMap<>(reserved);
        decided.putAll(rejected);
        return new Result(seen.command(), counts(), (end - seen.start()) / MILLIS,
                perSecond(accepted, seen.start(), last(acceptedAt())),
                perSecond(reserved.size(), first(placed.values()), last(reserved.values())),
                perSecond(seen.mailed().size(), seen.start(), last(seen.mailed().values())),
                Map.of("reserved or rejected", since(placed, decided), "paid", since(placed, paid), "emailed",
                        since(placed, seen.mailed())),
                Percentiles.of(seen.checkouts().millis()), stock(), units(), requests(), seen.profile().cpuSeconds(),
                seen.profile().shares(), functions(), timelines(decided), seen.verdict());
    }

    /** The distribution of times between two events, over all orders that have both. */
    static Percentiles since(Map<String, Long> from, Map<String, Long> to) {
        return Percentiles.of(to.entrySet().stream().filter(entry -> from.containsKey(entry.getKey()))
                .map(entry -> entry.getValue() - from.get(entry.getKey())).toList());
    }

    /** A rate per second over a period in milliseconds; 0 if the period is empty. */
    static double perSecond(long count, long from, long to) {
        return to <= from ? 0 : count * MILLIS / (to - from);
    }

    private Result.Counts counts() {
        return new Result.Counts(seen.scenario().orders(), accepted, seen.checkouts().soldOut().size(),
                seen.checkouts().faults(), reserved.size(), rejected.size(), paid.size(), seen.mailed().size());
    }

    private Result.Stock stock() {
        var groups = seen.observer().groups();
        var refusals = seen.after().refusals().minus(seen.before().refusals());
        var transactions = seen.observer().stockTransactions();
        return new Result.Stock(transactions, perOrder(transactions, reserved.size()),
                groups.stream().mapToInt(Integer::intValue).max().orElse(0),
                groups.stream().mapToInt(Integer::intValue).average().orElse(0), seen.observer().cancellations(),
                refusals.conflicts(), refusals.throttled());
    }

    private Result.Units units() {
        var use = difference(Readings::units, CapacityUse::minus);
        return new Result.Units(perOrder(use.writeUnits(), accepted), perOrder(use.readUnits(), accepted),
                use.resources().stream()
                        .map(resource -> new Result.UnitsOf(resource.toString().replace(Stack.NAME + "-", ""),
                                perOrder(use.units(resource, Access.WRITE, Kind.PLAIN), accepted),
                                perOrder(use.units(resource, Access.WRITE, Kind.TRANSACTIONAL), accepted),
                                perOrder(use.units(resource, Access.WRITE, Kind.FAILED_CONDITION), accepted),
                                perOrder(use.units(resource, Access.READ), accepted)))
                        .toList());
    }

    private List<Result.Requests> requests() {
        var use = difference(Readings::requests, RequestUse::minus);
        return use.counts().entrySet().stream()
                .map(entry -> new Result.Requests(entry.getKey().service() + " " + entry.getKey().name(),
                        perOrder(entry.getValue().requests(), accepted),
                        perOrder(entry.getValue().messages(), entry.getValue().requests())))
                .sorted(Comparator.comparing(Result.Requests::operation)).toList();
    }

    private List<Result.Function> functions() {
        return seen.after().functions().values().stream().map(after -> {
            var before = seen.before().functions().get(after.logicalId());
            var calls = after.invocations() - before.invocations();
            var time = after.totalDuration().minus(before.totalDuration());
            return new Result.Function(after.logicalId(), calls, after.errors() - before.errors(),
                    perOrder(time.toNanos() / 1e6, calls));
        }).filter(function -> function.invocations() > 0)
                .sorted(Comparator.comparingLong(Result.Function::invocations).reversed()).toList();
    }

    private List<Timeline> timelines(Map<String, Long> decided) {
        var seconds = (int) ((end - seen.start()) / MILLIS) + 1;
        return List.of(Timeline.of("accepted", acceptedAt(), seen.start(), seconds),
                Timeline.of("reserved or rejected", decided.values(), seen.start(), seconds),
                Timeline.of("paid", paid.values(), seen.start(), seconds),
                Timeline.of("emailed", seen.mailed().values(), seen.start(), seconds));
    }

    private List<Long> acceptedAt() {
        return seen.checkouts().accepted().stream().map(Accepted::at).toList();
    }

    private <T> T difference(java.util.function.Function<Readings, T> reading,
            java.util.function.BinaryOperator<T> minus) {
        return minus.apply(reading.apply(seen.after()), reading.apply(seen.before()));
    }

    private static double perOrder(double value, long orders) {
        return orders == 0 ? 0 : value / orders;
    }

    private static long first(Collection<Long> moments) {
        return moments.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private static long last(Collection<Long> moments) {
        return moments.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
