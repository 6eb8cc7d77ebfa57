package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.verification.Checkpoint.Units;
import dev.stampede.inventory.verification.ProgressStore.Saved;
import dev.stampede.inventory.verification.StockedSkus.StockedSku;
import dev.stampede.runtime.concurrent.Parallel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves the checkpoint forward, so that only recent orders are left to count. It saves what it has summed up, and continues
 * there the next time. Runs can overlap or be killed: each replaces only the checkpoint that it started from. Thread-safe.
 */
public final class Closing {

    /**
     * The minimum age of the facts in a checkpoint. A writer takes a fact's time from its clock and then writes it; this is
     * longer than any function runs, so no fact of that age is still to be written or missing in the index.
     */
    static final Duration SETTLED_AFTER = Duration.ofHours(1);

    /** After so many orders the checkpoint is saved, so that a run that is killed loses little. */
    private static final int SAVE_EVERY = 50_000;

    private final StockedSkus skus;
    private final PlacedOrders placed;
    private final OrderLog log;
    private final OverdueSteps overdue;
    private final ProgressStore store;
    private final Clock clock;

    public Closing(
            StockedSkus skus, PlacedOrders placed, OrderLog log, OverdueSteps overdue, ProgressStore store,
            Clock clock) {
        this.skus = skus;
        this.placed = placed;
        this.log = log;
        this.overdue = overdue;
        this.store = store;
        this.clock = clock;
    }

    /** The outcome of a run. */
    public sealed interface Outcome {

        /**
         * The checkpoint is recent.
         *
         * @param saved the progress
         * @param start when the first order can have been placed that got units
         * @param orders the number of orders that were summed up
         */
        record Closed(Saved saved, Instant start, long orders) implements Outcome {}

        /** The time was up. What was summed up is saved. */
        record Unfinished() implements Outcome {}

        /** Another run has moved the checkpoint meanwhile. */
        record Overtaken() implements Outcome {}

        /** There is no stock. */
        record NothingToDo() implements Outcome {}
    }

    /** @param saved where to continue  @param deadline when to leave the rest to the next run */
    public Outcome run(Saved saved, Instant deadline) {
        var start = start(skus.all());
        if (start.isEmpty()) {
            return new Outcome.NothingToDo();
        }
        var progress = saved.progress().orElseGet(() -> new Progress(
                Checkpoint.startingAt(start.get()), Optional.empty(), Instant.EPOCH));
        var version = saved.version();
        var to = clock.instant().minus(SETTLED_AFTER);
        var until = to.minus(Duration.between(progress.checkpoint().until(), progress.checkpoint().factsUntil()));
        var stride = new Stride();
        var orders = 0L;
        while (progress.checkpoint().until().isBefore(until)) {
            var unsaved = 0;
            var checkpoint = progress.checkpoint();
            while (checkpoint.until().isBefore(until) && unsaved < SAVE_EVERY && clock.instant().isBefore(deadline)) {
                var end = stride.end(checkpoint.until(), until);
                var touched = placed.touched(checkpoint.until(), end, stride.limit());
                if (touched.isEmpty()) {
                    stride.shorten();
                    continue;
                }
                stride.adapt(touched.get().size());
                checkpoint = advance(checkpoint, end, touched.get());
                unsaved += touched.get().size();
            }
            orders += unsaved;
            var isClosed = !checkpoint.until().isBefore(until);
            var next = progress.withCheckpoint(isClosed ? withoutFinished(checkpoint) : checkpoint);
            if (!store.save(next, version)) {
                return new Outcome.Overtaken();
            }
            progress = next;
            version++;
            if (!isClosed && !clock.instant().isBefore(deadline)) {
                return new Outcome.Unfinished();
            }
        }
        return new Outcome.Closed(new Saved(Optional.of(progress), version), start.get(), orders);
    }

    /** When the first order can have been placed that got units of these SKUs; empty if there are none. */
    static Optional<Instant> start(Collection<StockedSku> skus) {
        return skus.stream().map(StockedSku::since).min(Instant::compareTo).map(Closing::startingWith);
    }

    /** Clocks differ a little, and an order that is placed before the first units arrive can get some. */
    private static Instant startingWith(Instant firstUnits) {
        return firstUnits.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** How an order changes the checkpoint. */
    private record Change(OrderId id, Map<Sku, Long> units, boolean isOpen) {}

    private Checkpoint advance(Checkpoint checkpoint, Instant until, List<OrderId> touched) {
        var next = new Checkpoint(until, checkpoint.units(), checkpoint.open());
        var units = new Units(checkpoint.units());
        var open = new HashSet<>(checkpoint.open());
        for (var change : Parallel.map(touched, id -> change(checkpoint, next, id))) {
            change.units().forEach(units::add);
            if (change.isOpen()) {
                open.add(change.id());
            } else {
                open.remove(change.id());
            }
        }
        return new Checkpoint(until, units.sums(), open);
    }

    private Change change(Checkpoint checkpoint, Checkpoint next, OrderId id) {
        var order = VerificationRun.find(log, id);
        var units = new Units();
        order.flatMap(next::covered).ifPresent(units::add);
        order.flatMap(checkpoint::covered).ifPresent(units::subtract);
        return new Change(id, units.sums(), order.filter(this::isOpen).isPresent());
    }

    /** A mail can be sent without a new fact. */
    private Checkpoint withoutFinished(Checkpoint checkpoint) {
        var ids = checkpoint.open().stream().sorted((one, other) -> one.value().compareTo(other.value())).toList();
        var open = Set.copyOf(Parallel.map(ids, id -> VerificationRun.find(log, id).filter(this::isOpen)).stream()
                .flatMap(Optional::stream)
                .map(Order::id)
                .toList());
        return new Checkpoint(checkpoint.until(), checkpoint.units(), open);
    }

    private boolean isOpen(Order order) {
        return awaitsStep(order) || !overdue.of(order).isEmpty();
    }

    /** Mails and voids are awaited only for a while; what is not overdue by now was done. */
    static boolean awaitsStep(Order order) {
        return OwedStep.of(order).stream().map(OwedStep::kind).anyMatch(
                kind -> kind != OwedStep.Kind.MAIL && kind != OwedStep.Kind.VOID);
    }
}
