package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Orders equally good shards: those without conflicts first, then by rotation from a start that differs from writer to
 * writer. After a conflict a writer moves to another start, otherwise it keeps its start, so that writers end up on
 * different shards. Immutable.
 *
 * @param conflicts how often another writer was changing a shard
 * @param starts the start of the rotation, for SKUs that had conflicts
 * @param start the start of the rotation, for all other SKUs
 */
record ShardPreference(Map<ShardId, Integer> conflicts, Map<Sku, Integer> starts, int start) {

    /** More SKUs than have contention at a time; beyond this number the starts are dropped. */
    private static final int MAX_STARTS = 1_000;

    ShardPreference {
        conflicts = Map.copyOf(conflicts);
        starts = Map.copyOf(starts);
    }

    static ShardPreference startingAt(int start) {
        return new ShardPreference(Map.of(), Map.of(), start);
    }

    /** @param newStart the new start for the SKUs of these shards; random */
    ShardPreference afterConflicts(Collection<ShardId> shards, int newStart) {
        if (shards.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(conflicts);
        var others = new HashMap<>(starts);
        shards.forEach(shard -> {
            more.merge(shard, 1, Integer::sum);
            others.put(shard.sku(), newStart);
        });
        return new ShardPreference(more, others, start);
    }

    /** For the next batch, without the conflicts: they are over by then. */
    ShardPreference forNextBatch() {
        return new ShardPreference(Map.of(), starts.size() > MAX_STARTS ? Map.of() : starts, start);
    }

    int conflictsOn(ShardId shard) {
        return conflicts.getOrDefault(shard, 0);
    }

    /** The rank of the shard in the rotation of {@code count} shards; 0 is the first. */
    int rank(ShardId shard, int count) {
        return Math.floorMod(shard.shard() - starts.getOrDefault(shard.sku(), start), count);
    }
}
