package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of several equally good shards is taken: first those on which nobody was met yet, then in turn from a starting
 * point that differs from writer to writer. Whoever meets another writer on a shard begins somewhere else from then on, and
 * whoever does not stays, so that writers settle on shards of their own. Immutable.
 *
 * @param meetings how often another writer was met on a shard
 * @param starts where the turn begins, of SKUs of which somebody was met
 * @param start where it begins, of the others
 */
record ShardPreference(Map<ShardId, Integer> meetings, Map<Sku, Integer> starts, int start) {

    /** More hot SKUs than one writer has at a time; beyond that it begins to learn anew. */
    private static final int MAX_STARTS = 1_000;

    ShardPreference {
        meetings = Map.copyOf(meetings);
        starts = Map.copyOf(starts);
    }

    static ShardPreference startingAt(int start) {
        return new ShardPreference(Map.of(), Map.of(), start);
    }

    /** @param newStart of the SKUs of these shards; as if at random */
    ShardPreference afterMeeting(Collection<ShardId> shards, int newStart) {
        if (shards.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(meetings);
        var others = new HashMap<>(starts);
        shards.forEach(shard -> {
            more.merge(shard, 1, Integer::sum);
            others.put(shard.sku(), newStart);
        });
        return new ShardPreference(more, others, start);
    }

    /** For the next batch: a shard on which somebody was met may well be free by then. */
    ShardPreference forNextBatch() {
        return new ShardPreference(Map.of(), starts.size() > MAX_STARTS ? Map.of() : starts, start);
    }

    int meetingsOn(ShardId shard) {
        return meetings.getOrDefault(shard, 0);
    }

    /** The place of the shard in the turn of {@code count} shards: 0 is the first. */
    int turn(ShardId shard, int count) {
        return Math.floorMod(shard.shard() - starts.getOrDefault(shard.sku(), start), count);
    }
}
