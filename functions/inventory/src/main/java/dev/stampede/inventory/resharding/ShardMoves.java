package dev.stampede.inventory.resharding;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.Map;
import java.util.Optional;

/**
 * Moves units between the shards of a SKU. Every step is one transaction that keeps the SKU's sums, so that no unit is lost
 * if a mover stops. Implementations are safe for use by many threads.
 */
public interface ShardMoves {

    /** The right to move units of a SKU, until another mover takes it. @param moveEpoch see {@link Stock#moveEpoch} */
    record Lease(Sku sku, long moveEpoch) {}

    /** The outcome of a step. */
    enum Step {
        DONE,
        /** A shard had changed since it was read, or another transaction was changing it; nothing was changed. */
        CHANGED,
        /**
         * Another mover took the lease, its deadline passed, or the number of shards had changed; nothing was changed.
         */
        LEASE_LOST
    }

    /**
     * Takes the lease, also from another mover, and stores {@link Stock#minShards} and {@link Stock#contendedAt} of
     * {@code stock}.
     *
     * @return empty if the move epoch is no longer that of {@code stock}
     */
    Optional<Lease> begin(Stock stock);

    /** Returns the lease, unless another mover took it. */
    void end(Lease lease);

    /** Adds the empty shards {@code from} (inclusive) to {@code to} (exclusive). */
    Step grow(Lease lease, int from, int to);

    /**
     * Moves units.
     *
     * @param changes the units that each shard gains (positive) or loses (negative), by shard number; the sum is 0
     */
    Step move(Lease lease, Map<Integer, Long> changes);

    /** Removes the last shard and adds its units to another one. @param last the shard as read */
    Step removeLast(Lease lease, ShardLevel last, int into);
}
