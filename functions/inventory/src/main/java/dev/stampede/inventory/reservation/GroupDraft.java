package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Builds a group. For use by one thread. */
final class GroupDraft {

    private final List<StockWrite> writes = new ArrayList<>();
    private final Set<ShardId> shards = new HashSet<>();
    private final Set<CustomerCount> counts = new HashSet<>();

    boolean isEmpty() {
        return writes.isEmpty();
    }

    boolean uses(ShardId shard) {
        return shards.contains(shard);
    }

    /** Whether there is room for one more write that changes these shards and counts. */
    boolean fits(Collection<ShardId> touched, Collection<CustomerCount> counted) {
        var added = touched.stream().filter(shard -> !shards.contains(shard)).count()
                + counted.stream().filter(count -> !counts.contains(count)).count();
        return writes.size() + 1 + shards.size() + counts.size() + added <= Group.MAX_ITEMS;
    }

    void add(StockWrite write) {
        writes.add(write);
        shards.addAll(write.changes().keySet());
        counts.addAll(write.counts().keySet());
    }

    Group finish() {
        return new Group(writes);
    }

    /** Packs writes, in their order, into as few groups as possible. */
    static List<Group> pack(List<StockWrite> writes) {
        var groups = new ArrayList<Group>();
        var draft = new GroupDraft();
        for (var write : writes) {
            if (!draft.isEmpty() && !draft.fits(write.changes().keySet(), write.counts().keySet())) {
                groups.add(draft.finish());
                draft = new GroupDraft();
            }
            draft.add(write);
        }
        if (!draft.isEmpty()) {
            groups.add(draft.finish());
        }
        return groups;
    }
}
