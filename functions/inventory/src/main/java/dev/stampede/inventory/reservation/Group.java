package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes that are committed in one transaction: one item for each fact and one for each shard, however many writes
 * change it.
 */
public record Group(List<StockWrite> writes) {

    /**
     * Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). The other limit, 4 MB, is not
     * reached: the facts of 50 orders with an allocation in each of 50 shards are about a quarter of a megabyte.
     */
    public static final int MAX_ITEMS = 100;

    public Group {
        writes = List.copyOf(writes);
        if (writes.isEmpty() || writes.size() + shardsOf(writes).size() > MAX_ITEMS) {
            throw new IllegalArgumentException("A transaction cannot hold " + writes.size() + " writes");
        }
    }

    /** The total change of each shard, in the order of the shards. */
    public SortedMap<ShardId, Long> changes() {
        var sums = new TreeMap<ShardId, Long>();
        writes.forEach(write -> write.changes().forEach((shard, units) -> sums.merge(shard, units, Long::sum)));
        return sums;
    }

    Set<ShardId> shards() {
        return shardsOf(writes);
    }

    private static Set<ShardId> shardsOf(List<StockWrite> writes) {
        var shards = new TreeSet<ShardId>();
        writes.forEach(write -> shards.addAll(write.changes().keySet()));
        return shards;
    }
}
