package dev.stampede.inventory.resharding;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.Map;
import java.util.Optional;

/**
 * Moves units between the shards of a SKU. Every step is one transaction that keeps the SKU's sums, so that nothing is
 * lost wherever a mover stops. Implementations are safe for use by many threads.
 */
public interface ShardMoves {

    /** The right to move units of a SKU; it ends when somebody else takes it. @param moveEpoch see {@link Stock#moveEpoch} */
    record Turn(Sku sku, long moveEpoch) {}

    /** What became of a step. */
    enum Step {
        DONE,
        /** A shard did not hold what it held when it was read, or another writer was met; nothing was changed. */
        CHANGED,
        /**
         * The turn is over, as somebody else took it or its time is up, or the number of shards is another; nothing was
         * changed.
         */
        OUTRUN
    }

    /**
     * Takes the turn, from whoever has it, and notes {@link Stock#minShards} and {@link Stock#hotAt} as {@code stock} has
     * them.
     *
     * @return empty if the move epoch is not that of {@code stock} any more
     */
    Optional<Turn> begin(Stock stock);

    /** Gives the turn back, unless somebody else took it. */
    void end(Turn turn);

    /** Adds the empty shards {@code from} (inclusive) to {@code to} (exclusive). */
    Step grow(Turn turn, int from, int to);

    /**
     * Moves units.
     *
     * @param changes what each shard gains (positive) or loses (negative), by its number; their sum is 0
     */
    Step move(Turn turn, Map<Integer, Long> changes);

    /** Does away with the last shard and puts what it holds into another. @param last the shard as it was read */
    Step removeLast(Turn turn, ShardLevel last, int into);
}
