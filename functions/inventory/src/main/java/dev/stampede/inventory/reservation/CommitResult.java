package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of groups so far. For use by one thread. */
final class CommitResult {

    final List<StockWrite> committed = new ArrayList<>();
    /** StockWriter whose place was taken by another fact. */
    final List<StockWrite> overtaken = new ArrayList<>();
    /** StockWriter that came to nothing and may be tried again. */
    final List<StockWrite> open = new ArrayList<>();
    /** StockWriter that the database refuses, and why. */
    final Map<StockWrite, RuntimeException> refused = new LinkedHashMap<>();
    /** Shards that did not have what they had when they were read. */
    final Set<ShardId> failed = new HashSet<>();
    /** Shards on which another writer was met. */
    final Set<ShardId> contended = new HashSet<>();
    /** Shards of which the database was asked for more than it gives. */
    final Set<ShardId> throttled = new HashSet<>();
    /** Whether the database could not keep up, or did not answer. */
    boolean isBusy;
    int transactions;

    /** The bookings that are not committed: the units set aside for them are still there. */
    List<StockWrite> uncommitted() {
        var all = new ArrayList<>(overtaken);
        all.addAll(open);
        all.addAll(refused.keySet());
        return all;
    }

    /** Shards that are better left alone for now: another writer was met there, or they cannot keep up. */
    Set<ShardId> hot() {
        var hot = new HashSet<>(contended);
        hot.addAll(throttled);
        return hot;
    }

    /** Whether one of the booking's shards was in the way already. */
    boolean isHindered(StockWrite booking) {
        return booking.changes().keySet().stream()
                .anyMatch(shard -> failed.contains(shard) || contended.contains(shard) || throttled.contains(shard));
    }

    void add(CommitResult other) {
        committed.addAll(other.committed);
        overtaken.addAll(other.overtaken);
        open.addAll(other.open);
        refused.putAll(other.refused);
        failed.addAll(other.failed);
        contended.addAll(other.contended);
        throttled.addAll(other.throttled);
        isBusy |= other.isBusy;
        transactions += other.transactions;
    }
}
