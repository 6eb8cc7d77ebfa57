package dev.stampede.inventory.resharding;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.reservation.Consolidation;
import dev.stampede.inventory.resharding.ReshardOutcome.Resharded;
import dev.stampede.inventory.resharding.ReshardOutcome.Unfinished;
import dev.stampede.inventory.resharding.ReshardOutcome.UnknownSku;
import dev.stampede.inventory.resharding.ShardMoves.Lease;
import dev.stampede.inventory.resharding.ShardMoves.Step;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Spreads the stock of a SKU over more or fewer shards while orders arrive. Thread-safe.
 *
 * <p>Reservations and releases need not know: one that read the old number of shards either finds its shard, or fails its
 * condition because the shard is gone, and reads again. Only a rejection for lack of stock must be sure
 * that no unit was being moved while it counted; it sees that by the move epoch, which advances before the first move and
 * after the last one. Every move holds only while the epoch is still the mover's, so that of two movers the first one
 * stops when the second one starts.
 */
public final class Resharding implements Consolidation {

    private static final int MAX_TRIES = 20;
    private static final int CONSOLIDATION_TRIES = 3;
    private static final int LEASE_TRIES = 3;
    /** Counted in tries. A mover that waited longer and longer would always lose to the orders. */
    private static final int LONGEST_PAUSE = 3;
    /** A consolidation takes over a lease that is older; most moves are much shorter. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The same for automatic resharding: longer than a request, in which the owner's resharding must end. */
    static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final Stocks stocks;
    private final ShardMoves moves;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<Sku, Sighting> othersLeases;

    /** The lease of another mover. @param since when it was first seen */
    private record Sighting(long moveEpoch, Instant since) {}

    public Resharding(Stocks stocks, ShardMoves moves, Backoff backoff, Clock clock) {
        this(stocks, moves, backoff, clock, new ConcurrentHashMap<>());
    }

    private Resharding(
            Stocks stocks, ShardMoves moves, Backoff backoff, Clock clock, Map<Sku, Sighting> othersLeases) {
        this.stocks = stocks;
        this.moves = moves;
        this.backoff = backoff;
        this.clock = clock;
        this.othersLeases = othersLeases;
    }

    /** A copy that starts no move after the deadline. It is unfinished then, unless only evening out is left. */
    public Resharding until(Instant deadline) {
        return new Resharding(stocks, new MovesUntil(deadline, clock, moves), backoff, clock, othersLeases);
    }

    /**
     * Sets the number of shards that the owner asks for, records it as {@link Stock#minShards}, and takes the lease from any
     * other mover.
     *
     * @param shards 1 to {@link Stock#MAX_SHARDS}
     * @param admin the subject of the token of the admin who asks; recorded as {@link Stock#minShardsBy}
     */
    public ReshardOutcome reshard(Sku sku, int shards, String admin) {
        if (shards < 1 || shards > Stock.MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "The number of shards must be from 1 to " + Stock.MAX_SHARDS + ": " + shards);
        }
        return backoff.<ReshardOutcome> retry(LEASE_TRIES, _ -> {
            var stock = stocks.read(sku);
            return stock.isKnown()
                    ? moves.begin(stock.withMinShards(shards, admin)).map(lease -> withLease(lease, shards))
                    : Optional.of(new UnknownSku());
        }).orElseGet(Unfinished::new);
    }

    /**
     * Sets the number of shards that contention requires and records {@link Stock#contendedAt}, but only if no units were
     * moved and no other number was requested since {@code seen} was read. So of many writers that see the same, one acts.
     *
     * @param shards 1 to {@link Stock#MAX_SHARDS}
     */
    ReshardOutcome reshard(Stock seen, int shards) {
        if (!isFree(seen, LONG_PATIENCE)) {
            return new Unfinished();
        }
        return moves.begin(seen.withContendedAt(clock.instant()))
                .map(lease -> withLease(lease, shards))
                .orElseGet(Unfinished::new);
    }

    @Override
    public void consolidate(Sku sku) {
        var stock = stocks.read(sku);
        if (!Balance.consolidated(stock).isEmpty() && isFree(stock, PATIENCE)) {
            moves.begin(stock)
                    .ifPresent(lease -> withLease(lease,
                            () -> moveUntilDone(lease, Balance::consolidated, CONSOLIDATION_TRIES)));
        }
    }

    /** Whether no other mover has the lease, or has had it for longer than {@code patience}. */
    private boolean isFree(Stock stock, Duration patience) {
        if (stock.isAtRest()) {
            othersLeases.remove(stock.sku());
            return true;
        }
        var now = clock.instant();
        var sighting = othersLeases.merge(
                stock.sku(), new Sighting(stock.moveEpoch(), now),
                (before, seen) -> before.moveEpoch() == seen.moveEpoch() ? before : seen);
        return !now.isBefore(sighting.since().plus(patience));
    }

    private ReshardOutcome withLease(Lease lease, int shards) {
        var done = withLease(lease, () -> reshard(lease, shards));
        return done == Step.DONE ? new Resharded(stocks.read(lease.sku())) : new Unfinished();
    }

    private Step withLease(Lease lease, Supplier<Step> work) {
        try {
            return work.get();
        } finally {
            moves.end(lease);
        }
    }

    private Step reshard(Lease lease, int shards) {
        var step = grow(lease, shards);
        var count = stocks.read(lease.sku()).shards().size();
        for (var last = count - 1; last >= shards && step == Step.DONE; last--) {
            step = removeLast(lease, last, last % shards);
        }
        if (step == Step.DONE) {
            // If orders are too fast, the units stay where they are: they can be sold from there as well.
            moveUntilDone(lease, Balance::even, MAX_TRIES);
        }
        return step;
    }

    private Step grow(Lease lease, int shards) {
        return untilDone(MAX_TRIES, () -> {
            var count = stocks.read(lease.sku()).shards().size();
            return count < shards ? moves.grow(lease, count, shards) : Step.DONE;
        });
    }

    private Step removeLast(Lease lease, int last, int into) {
        return untilDone(MAX_TRIES, () -> {
            var stock = stocks.read(lease.sku());
            if (stock.shards().size() <= last) {
                return Step.DONE;
            }
            var level = stock.shards().get(last);
            var step = moves.removeLast(lease, level, into);
            var half = level.available() / 2;
            if (step == Step.CHANGED && half > 0) {
                // Orders prefer full shards: the fewer units it has, the fewer orders change it.
                moves.move(lease, Map.of(last, -half, into, half));
            }
            return step;
        });
    }

    private Step moveUntilDone(Lease lease, Function<Stock, List<Map<Integer, Long>>> wanted, int tries) {
        return untilDone(tries, () -> {
            var steps = wanted.apply(stocks.read(lease.sku())).stream().map(move -> moves.move(lease, move)).toList();
            return steps.contains(Step.LEASE_LOST) ? Step.LEASE_LOST
                    : steps.contains(Step.CHANGED) ? Step.CHANGED : Step.DONE;
        });
    }

    /** Unlike {@code Backoff.retry}, the pause stops growing, see {@link #LONGEST_PAUSE}. */
    private Step untilDone(int tries, Supplier<Step> step) {
        for (var count = 1;; count++) {
            var result = step.get();
            if (result != Step.CHANGED || count == tries) {
                return result;
            }
            backoff.after(Math.min(count, LONGEST_PAUSE));
        }
    }
}
