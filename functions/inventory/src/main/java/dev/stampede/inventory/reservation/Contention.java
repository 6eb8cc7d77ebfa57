package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.Stock;

/**
 * The contention on a SKU's shards in a batch of orders.
 *
 * @param stock the stock as last read
 * @param conflicts how often a shard was being changed by another writer, or was throttled, in this move epoch of the
 *     stock; a shard counts once for each round of the batch
 */
public record Contention(Stock stock, int conflicts) {

    public Contention {
        if (conflicts < 0) {
            throw new IllegalArgumentException("The number of conflicts must not be negative: " + conflicts);
        }
    }

    /** Conflicts of an earlier move epoch do not count: they were on other shards. */
    Contention followedBy(Contention next) {
        return next.stock.moveEpoch() == stock.moveEpoch() ? new Contention(next.stock, conflicts + next.conflicts)
                : next;
    }
}
