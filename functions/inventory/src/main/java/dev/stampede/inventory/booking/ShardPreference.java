package dev.stampede.inventory.booking;

import dev.stampede.inventory.stock.ShardId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of several equally good shards is taken: first those on which nobody was met yet, then in turn from a starting
 * point that differs from writer to writer, and moves on when somebody is met. Immutable.
 *
 * @param meetings how often another writer was met on a shard
 * @param start where the turn begins
 */
record ShardPreference(Map<ShardId, Integer> meetings, int start) {

    ShardPreference {
        meetings = Map.copyOf(meetings);
    }

    static ShardPreference startingAt(int start) {
        return new ShardPreference(Map.of(), start);
    }

    ShardPreference afterMeeting(Collection<ShardId> shards) {
        if (shards.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(meetings);
        shards.forEach(shard -> more.merge(shard, 1, Integer::sum));
        return new ShardPreference(more, start + 1);
    }

    int meetingsOn(ShardId shard) {
        return meetings.getOrDefault(shard, 0);
    }

    /** The place of the shard in the turn of {@code count} shards: 0 is the first. */
    int turn(ShardId shard, int count) {
        return Math.floorMod(shard.shard() - start, count);
    }
}
