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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reserves stock for a batch of orders in as few transactions as possible: all lines of an order or none, each order once.
 * A batch can be processed again, whole or in part, at any time. Thread-safe.
 */
public final class Reservations {

    private final Stocks stocks;
    private final StockWriter writer;
    private final CustomerCounts counts;
    private final LateOrders lateOrders;
    private final Consolidation consolidation;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Clock clock;
    private final Duration hold;
    private final int maxUnpaidUnits;
    /** The preference after the last batch; null before the first. */
    private volatile @Nullable ShardPreference learned;

    /**
     * @param hold how long units are held for an unpaid order
     * @param maxUnpaidUnits the maximum units of one SKU in an unpaid order; an order for more is rejected
     */
    public Reservations(
            Stocks stocks,
            StockWriter writer,
            CustomerCounts counts,
            OrderLog log,
            Consolidation consolidation,
            Backoff backoff,
            RandomGenerator random,
            Clock clock,
            Duration hold,
            int maxUnpaidUnits) {
        this.stocks = stocks;
        this.writer = writer;
        this.counts = counts;
        this.lateOrders = new LateOrders(log, clock, hold);
        this.consolidation = consolidation;
        this.backoff = backoff;
        this.random = random;
        this.clock = clock;
        this.hold = hold;
        this.maxUnpaidUnits = maxUnpaidUnits;
    }

    /**
     * The result of a batch.
     *
     * @param reserved the reservations that were written now
     * @param rejected the rejections that were written now
     * @param failures facts that could not be processed and must be delivered again, and why
     * @param transactions how many transactions were sent
     * @param conflicts how often a shard was being changed by another writer
     * @param contention of each SKU that was read and has stock
     */
    public record Result(
            List<StockWrite> reserved,
            List<StockWrite> rejected,
            Map<RecordedFact, RuntimeException> failures,
            int transactions,
            int conflicts,
            List<Contention> contention) {

        public Result {
            reserved = List.copyOf(reserved);
            rejected = List.copyOf(rejected);
            failures = Map.copyOf(failures);
            contention = List.copyOf(contention);
        }

        /** The facts that could not be processed. */
        public Set<RecordedFact> unsettled() {
            return failures.keySet();
        }
    }

    /** Like {@link #reserve(Collection, Instant)}, without a deadline. */
    public Result reserve(Collection<RecordedFact> facts) {
        return reserve(facts, Instant.MAX);
    }

    /**
     * @param facts {@link OrderPlaced} and {@link PaymentCapturedLate}, in stream order; other facts are ignored
     * @param deadline no round starts after it; requests that are still open fail
     */
    public Result reserve(Collection<RecordedFact> facts, Instant deadline) {
        var known = learned;
        var run = new ReservationRun(
                stocks, writer, counts, consolidation, backoff, random,
                known == null ? ShardPreference.startingAt(random.nextInt()) : known.forNextBatch(),
                () -> clock.instant().plus(hold));
        for (var recorded : facts) {
            try {
                add(recorded, run);
            } catch (RuntimeException e) {
                run.fail(recorded, e);
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
            run.addRejection(recorded, request.rejection(new HoldLimit(tooMany, maxUnpaidUnits)));
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
