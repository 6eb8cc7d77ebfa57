package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Moves whose leases end at a deadline, as if another mover had taken them. */
record MovesUntil(Instant deadline, Clock clock, ShardMoves moves) implements ShardMoves {

    @Override
    public Optional<Lease> begin(Stock stock) {
        return moves.begin(stock);
    }

    @Override
    public void end(Lease lease) {
        moves.end(lease);
    }

    @Override
    public Step grow(Lease lease, int from, int to) {
        return inTime(() -> moves.grow(lease, from, to));
    }

    @Override
    public Step move(Lease lease, Map<Integer, Long> changes) {
        return inTime(() -> moves.move(lease, changes));
    }

    @Override
    public Step removeLast(Lease lease, ShardLevel last, int into) {
        return inTime(() -> moves.removeLast(lease, last, into));
    }

    private Step inTime(Supplier<Step> step) {
        return clock.instant().isAfter(deadline) ? Step.LEASE_LOST : step.get();
    }
}
