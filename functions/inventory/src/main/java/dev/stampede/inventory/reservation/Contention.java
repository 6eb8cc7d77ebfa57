package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.Stock;

/**
 * How orders of one SKU fared on its shards in a batch.
 *
 * @param stock as it was read last
 * @param meetings how often a shard was in use by another writer, or could not keep up, while the stock had this layout;
 *     a shard counts once for each round of the batch
 */
public record Contention(Stock stock, int meetings) {

    public Contention {
        if (meetings < 0) {
            throw new IllegalArgumentException("Not a number of meetings: " + meetings);
        }
    }

    /** What was met on other shards than there are now says nothing of these. */
    Contention followedBy(Contention next) {
        return next.stock.moveEpoch() == stock.moveEpoch() ? new Contention(next.stock, meetings + next.meetings)
                : next;
    }
}
