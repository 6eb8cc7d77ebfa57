package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact.HoldLimit;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds stock for the orders of a batch: as few transactions as possible, all lines of an order or none, nothing twice.
 * A batch may be run again, whole or in part, at any time. Thread-safe.
 */
public final class Reservations {

    private final Stocks stocks;
    private final StockWriter bookings;
    private final LateOrders lateOrders;
    private final Consolidation gathering;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Clock clock;
    private final Duration hold;
    private final int maxUnpaidUnits;
    /** What the last batch has learned; null before the first. */
    private volatile @Nullable ShardPreference learned;

    /**
     * @param hold how long units are held for an order that is not paid
     * @param maxUnpaidUnits of one SKU, that an order may hold before it is paid: one for more is rejected
     */
    public Reservations(
            Stocks stocks,
            StockWriter bookings,
            OrderLog log,
            Consolidation gathering,
            Backoff backoff,
            RandomGenerator random,
            Clock clock,
            Duration hold,
            int maxUnpaidUnits) {
        this.stocks = stocks;
        this.bookings = bookings;
        this.lateOrders = new LateOrders(log, clock, hold);
        this.gathering = gathering;
        this.backoff = backoff;
        this.random = random;
        this.clock = clock;
        this.hold = hold;
        this.maxUnpaidUnits = maxUnpaidUnits;
    }

    /**
     * What became of a batch.
     *
     * @param reserved orders that got their units now
     * @param rejected orders for which there was not enough, or that are for too much, with the fact that says so
     * @param failures facts that could not be dealt with and must come again, and why
     * @param transactions how many were tried
     * @param conflicts how often another writer was met on a shard
     * @param heat of each SKU that was read and has stock
     */
    public record Result(
            List<StockWrite> reserved,
            List<StockWrite> rejected,
            Map<RecordedFact, RuntimeException> failures,
            int transactions,
            int conflicts,
            List<Contention> heat) {

        public Result {
            reserved = List.copyOf(reserved);
            rejected = List.copyOf(rejected);
            failures = Map.copyOf(failures);
            heat = List.copyOf(heat);
        }

        /** Facts that could not be dealt with. */
        public Set<RecordedFact> unsettled() {
            return failures.keySet();
        }
    }

    /** Like {@link #reserve(Collection, Instant)}, without a deadline. */
    public Result reserve(Collection<RecordedFact> facts) {
        return reserve(facts, Instant.MAX);
    }

    /**
     * @param facts {@link OrderPlaced} and {@link PaymentCapturedLate}, in stream order; others are passed over
     * @param deadline no round is begun after it; what is open then is unsettled
     */
    public Result reserve(Collection<RecordedFact> facts, Instant deadline) {
        var known = learned;
        var run = new ReservationRun(
                stocks, bookings, gathering, backoff, random,
                known == null ? ShardPreference.startingAt(random.nextInt()) : known.forNextBatch(),
                () -> clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(hold));
        for (var recorded : facts) {
            try {
                add(recorded, run);
            } catch (RuntimeException e) {
                run.leave(recorded, e);
            }
        }
        var result = run.finish(() -> clock.instant().isAfter(deadline));
        learned = run.preference();
        return result;
    }

    private void addPlaced(RecordedFact recorded, OrderPlaced placed, ReservationRun run) {
        var request = StockRequest.of(recorded, placed);
        var tooMany = request.skusAbove(maxUnpaidUnits);
        if (tooMany.isEmpty()) {
            run.add(recorded, request);
        } else {
            run.reject(recorded, request.rejection(new HoldLimit(tooMany, maxUnpaidUnits)));
        }
    }

    private void add(RecordedFact recorded, ReservationRun run) {
        if (recorded.fact() instanceof OrderPlaced placed) {
            addPlaced(recorded, placed, run);
        } else if (recorded.fact() instanceof PaymentCapturedLate) {
            lateOrders.settle(recorded).ifPresent(request -> run.add(recorded, request));
        }
    }
}
