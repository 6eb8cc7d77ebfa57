package dev.stampede.inventory.resharding;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.reservation.Consolidation;
import dev.stampede.inventory.resharding.ReshardOutcome.Resharded;
import dev.stampede.inventory.resharding.ReshardOutcome.Unfinished;
import dev.stampede.inventory.resharding.ReshardOutcome.UnknownSku;
import dev.stampede.inventory.resharding.ShardMoves.Step;
import dev.stampede.inventory.resharding.ShardMoves.Turn;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Spreads the stock of a SKU over more or fewer shards, while orders come in. Thread-safe.
 *
 * <p>Nobody else has to take notice: a reservation or release that read the old number of shards either finds its shard
 * and is right, or finds it gone, fails its condition and reads again. Only whoever is about to say "sold out" must know
 * that no unit was being moved while it counted; it sees that by the move epoch, which advances before the first move and
 * after the last one. Every move holds only while the epoch is still the mover's, so that of two movers the first one
 * stops when the second one starts.
 */
public final class Resharding implements Consolidation {

    private static final int MAX_TRIES = 20;
    private static final int GATHERING_TRIES = 3;
    private static final int TURN_TRIES = 3;
    /** Among many writers that hardly wait, a mover that waits longer and longer would never have its turn. */
    private static final int LONGEST_PAUSE = 3;
    /** A mover that has had its turn for so long is taken for dead by whoever wants to gather; most need far less. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The same for whoever only follows the heat: longer than the owner's own resharding, which a request may last. */
    static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final Stocks stocks;
    private final ShardMoves moves;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<Sku, Sighting> othersTurns;

    /** A turn of somebody else. @param since when it was first seen */
    private record Sighting(long moveEpoch, Instant since) {}

    public Resharding(Stocks stocks, ShardMoves moves, Backoff backoff, Clock clock) {
        this(stocks, moves, backoff, clock, new ConcurrentHashMap<>());
    }

    private Resharding(
            Stocks stocks, ShardMoves moves, Backoff backoff, Clock clock, Map<Sku, Sighting> othersTurns) {
        this.stocks = stocks;
        this.moves = moves;
        this.backoff = backoff;
        this.clock = clock;
        this.othersTurns = othersTurns;
    }

    /** The same, but it begins no move after the deadline: it is unfinished then, unless all that is left is to even out. */
    public Resharding until(Instant deadline) {
        return new Resharding(stocks, new MovesUntil(deadline, clock, moves), backoff, clock, othersTurns);
    }

    /**
     * Does as the owner asks, from whoever has the turn, and remembers the number as {@link Stock#minShards}.
     *
     * @param shards 1 to {@link Stock#MAX_SHARDS}
     */
    public ReshardOutcome reshard(Sku sku, int shards) {
        if (shards < 1 || shards > Stock.MAX_SHARDS) {
            throw new IllegalArgumentException("Not a number of shards: " + shards);
        }
        for (var tries = 0; tries < TURN_TRIES; tries++) {
            var stock = stocks.read(sku);
            if (!stock.isKnown()) {
                return new UnknownSku();
            }
            var turn = moves.begin(stock.withMinShards(shards));
            if (turn.isPresent()) {
                return inTurn(turn.get(), shards);
            }
        }
        return new Unfinished();
    }

    /**
     * Does what the heat asks for, and notes it as {@link Stock#hotAt}; but only if nobody moved units or asked for another
     * number of shards since {@code seen} was read, so that of many who saw the same one acts.
     *
     * @param shards 1 to {@link Stock#MAX_SHARDS}
     */
    ReshardOutcome follow(Stock seen, int shards) {
        if (!isFree(seen, LONG_PATIENCE)) {
            return new Unfinished();
        }
        return moves.begin(seen.withHotAt(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .map(turn -> inTurn(turn, shards))
                .orElseGet(Unfinished::new);
    }

    @Override
    public void gather(Sku sku) {
        var stock = stocks.read(sku);
        if (!Balance.gathered(stock).isEmpty() && isFree(stock, PATIENCE)) {
            moves.begin(stock)
                    .ifPresent(turn -> inTurn(turn, () -> moveUntilDone(turn, Balance::gathered, GATHERING_TRIES)));
        }
    }

    /** Whether nobody is moving units, or whoever was seems to be dead, as its turn does not end. */
    private boolean isFree(Stock stock, Duration patience) {
        if (stock.isAtRest()) {
            othersTurns.remove(stock.sku());
            return true;
        }
        var now = clock.instant();
        var sighting = othersTurns.merge(
                stock.sku(), new Sighting(stock.moveEpoch(), now),
                (before, seen) -> before.moveEpoch() == seen.moveEpoch() ? before : seen);
        return !now.isBefore(sighting.since().plus(patience));
    }

    private ReshardOutcome inTurn(Turn turn, int shards) {
        var done = inTurn(turn, () -> reshard(turn, shards));
        return done == Step.DONE ? new Resharded(stocks.read(turn.sku())) : new Unfinished();
    }

    private Step inTurn(Turn turn, Supplier<Step> work) {
        try {
            return work.get();
        } finally {
            moves.end(turn);
        }
    }

    private Step reshard(Turn turn, int shards) {
        var step = grow(turn, shards);
        var count = stocks.read(turn.sku()).shards().size();
        for (var last = count - 1; last >= shards && step == Step.DONE; last--) {
            step = removeLast(turn, last, last % shards);
        }
        if (step == Step.DONE) {
            // Where orders are too fast for it, the units stay where they are: they can be sold from there as well.
            moveUntilDone(turn, Balance::even, MAX_TRIES);
        }
        return step;
    }

    private Step grow(Turn turn, int shards) {
        return untilDone(MAX_TRIES, () -> {
            var count = stocks.read(turn.sku()).shards().size();
            return count < shards ? moves.grow(turn, count, shards) : Step.DONE;
        });
    }

    private Step removeLast(Turn turn, int last, int into) {
        return untilDone(MAX_TRIES, () -> {
            var stock = stocks.read(turn.sku());
            if (stock.shards().size() <= last) {
                return Step.DONE;
            }
            var level = stock.shards().get(last);
            var step = moves.removeLast(turn, level, into);
            var half = level.available() / 2;
            if (step == Step.CHANGED && half > 0) {
                // Orders take from the fullest shards: the emptier it is, the sooner it is left alone.
                moves.move(turn, Map.of(last, -half, into, half));
            }
            return step;
        });
    }

    private Step moveUntilDone(Turn turn, Function<Stock, List<Map<Integer, Long>>> wanted, int tries) {
        return untilDone(tries, () -> {
            var steps = wanted.apply(stocks.read(turn.sku())).stream().map(move -> moves.move(turn, move)).toList();
            return steps.contains(Step.OUTRUN) ? Step.OUTRUN : steps.contains(Step.CHANGED) ? Step.CHANGED : Step.DONE;
        });
    }

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
