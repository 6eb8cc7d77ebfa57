package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * StockWriter that are committed in one transaction: one item for each fact and one for each shard, however many bookings
 * change it.
 */
public record Group(List<StockWrite> bookings) {

    /**
     * Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). The other limit there, 4 MB, is
     * far away then: the facts of 50 orders with an allocation in each of 50 shards are about a quarter of a megabyte.
     */
    public static final int MAX_ITEMS = 100;

    public Group {
        bookings = List.copyOf(bookings);
        if (bookings.isEmpty() || bookings.size() + shardsOf(bookings).size() > MAX_ITEMS) {
            throw new IllegalArgumentException("Not a transaction: " + bookings.size() + " bookings");
        }
    }

    /** The change of each shard, added up; in the order of the shards. */
    public SortedMap<ShardId, Long> changes() {
        var sums = new TreeMap<ShardId, Long>();
        bookings.forEach(booking -> booking.changes().forEach((shard, units) -> sums.merge(shard, units, Long::sum)));
        return sums;
    }

    Set<ShardId> shards() {
        return shardsOf(bookings);
    }

    private static Set<ShardId> shardsOf(List<StockWrite> bookings) {
        var shards = new TreeSet<ShardId>();
        bookings.forEach(booking -> shards.addAll(booking.changes().keySet()));
        return shards;
    }
}
