package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A group in the making. For use by one thread. */
final class GroupDraft {

    private final List<StockWrite> bookings = new ArrayList<>();
    private final Set<ShardId> shards = new HashSet<>();

    boolean isEmpty() {
        return bookings.isEmpty();
    }

    boolean uses(ShardId shard) {
        return shards.contains(shard);
    }

    /** Whether there is room for one more booking that changes these shards. */
    boolean fits(Collection<ShardId> touched) {
        var added = touched.stream().filter(shard -> !shards.contains(shard)).count();
        return bookings.size() + 1 + shards.size() + added <= Group.MAX_ITEMS;
    }

    void add(StockWrite booking) {
        bookings.add(booking);
        shards.addAll(booking.changes().keySet());
    }

    Group finish() {
        return new Group(bookings);
    }

    /** Groups of bookings whose shards are given, in the order given, as few as there can be in that order. */
    static List<Group> pack(List<StockWrite> bookings) {
        var groups = new ArrayList<Group>();
        var draft = new GroupDraft();
        for (var booking : bookings) {
            if (!draft.isEmpty() && !draft.fits(booking.changes().keySet())) {
                groups.add(draft.finish());
                draft = new GroupDraft();
            }
            draft.add(booking);
        }
        if (!draft.isEmpty()) {
            groups.add(draft.finish());
        }
        return groups;
    }
}
