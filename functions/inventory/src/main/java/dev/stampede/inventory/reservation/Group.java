package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes that are committed in one transaction: one item for each fact, and one for each shard and each customer's count, however
 * many writes change it.
 */
public record Group(List<StockWrite> writes) {

    /**
     * Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). The other limit, 4 MB, is not
     * reached: the facts of 50 orders with an allocation in each of 50 shards are about a quarter of a megabyte.
     */
    public static final int MAX_ITEMS = 100;

    public Group {
        writes = List.copyOf(writes);
        if (writes.isEmpty() || writes.size() + itemsOf(writes).size() > MAX_ITEMS) {
            throw new IllegalArgumentException("A transaction cannot hold " + writes.size() + " writes");
        }
    }

    /** The total change of each shard, in the order of the shards. */
    public SortedMap<ShardId, Long> changes() {
        var sums = new TreeMap<ShardId, Long>();
        writes.forEach(write -> write.changes().forEach((shard, units) -> sums.merge(shard, units, Long::sum)));
        return sums;
    }

    /** The total change of each count, in order. */
    public SortedMap<CustomerCount, CustomerCount.Change> counts() {
        var sums = new TreeMap<CustomerCount, CustomerCount.Change>();
        writes.forEach(write -> write.counts().forEach(
                (count, change) -> sums.merge(count, change, CustomerCount.Change::and)));
        return sums;
    }

    Set<ShardId> shards() {
        return changes().keySet();
    }

    /** The shards and counts that it changes, in order. */
    Set<Record> items() {
        return itemsOf(writes);
    }

    private static Set<Record> itemsOf(List<StockWrite> writes) {
        var shards = new TreeSet<ShardId>();
        var counts = new TreeSet<CustomerCount>();
        writes.forEach(write -> {
            shards.addAll(write.changes().keySet());
            counts.addAll(write.counts().keySet());
        });
        var items = new LinkedHashSet<Record>(shards);
        items.addAll(counts);
        return items;
    }
}
