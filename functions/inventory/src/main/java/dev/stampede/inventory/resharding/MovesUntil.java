package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Moves that end every turn by themselves at the deadline, as if somebody else had taken it. */
record MovesUntil(Instant deadline, Clock clock, ShardMoves moves) implements ShardMoves {

    @Override
    public Optional<Turn> begin(Stock stock) {
        return moves.begin(stock);
    }

    @Override
    public void end(Turn turn) {
        moves.end(turn);
    }

    @Override
    public Step grow(Turn turn, int from, int to) {
        return inTime(() -> moves.grow(turn, from, to));
    }

    @Override
    public Step move(Turn turn, Map<Integer, Long> changes) {
        return inTime(() -> moves.move(turn, changes));
    }

    @Override
    public Step removeLast(Turn turn, ShardLevel last, int into) {
        return inTime(() -> moves.removeLast(turn, last, into));
    }

    private Step inTime(Supplier<Step> step) {
        return clock.instant().isAfter(deadline) ? Step.OUTRUN : step.get();
    }
}
