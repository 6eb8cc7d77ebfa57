package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result of committing groups so far. For use by one thread. */
final class CommitResult {

    final List<StockWrite> committed = new ArrayList<>();
    /** Writes whose log position already holds another fact. */
    final List<StockWrite> superseded = new ArrayList<>();
    /** Writes that were not committed and can be retried. */
    final List<StockWrite> uncommitted = new ArrayList<>();
    /** Writes that the database rejects as invalid, and why. */
    final Map<StockWrite, RuntimeException> invalid = new LinkedHashMap<>();
    /** Shards that had fewer units than when they were read. */
    final Set<ShardId> insufficient = new HashSet<>();
    /** Shards that another transaction was changing. */
    final Set<ShardId> contended = new HashSet<>();
    /** Shards that were throttled. */
    final Set<ShardId> throttled = new HashSet<>();
    /** Counts that were at their limits, or that another transaction was changing. */
    final Set<CustomerCount> failedCounts = new HashSet<>();
    /** Whether the database throttled a request or did not answer. */
    boolean isBusy;
    int transactions;

    /** The writes that did not happen: the units planned for them are still in stock. */
    List<StockWrite> notCommitted() {
        var all = new ArrayList<>(superseded);
        all.addAll(uncommitted);
        all.addAll(invalid.keySet());
        return all;
    }

    /** The shards to avoid for now. */
    Set<ShardId> contendedOrThrottled() {
        var shards = new HashSet<>(contended);
        shards.addAll(throttled);
        return shards;
    }

    /** Whether the write changes a shard or a count that already cancelled a transaction. */
    boolean touchesFailedItem(StockWrite write) {
        return write.counts().keySet().stream().anyMatch(failedCounts::contains)
                || write.changes().keySet().stream().anyMatch(
                        shard -> insufficient.contains(shard) || contended.contains(shard)
                                || throttled.contains(shard));
    }

    void add(CommitResult other) {
        committed.addAll(other.committed);
        superseded.addAll(other.superseded);
        uncommitted.addAll(other.uncommitted);
        invalid.putAll(other.invalid);
        insufficient.addAll(other.insufficient);
        contended.addAll(other.contended);
        throttled.addAll(other.throttled);
        failedCounts.addAll(other.failedCounts);
        isBusy |= other.isBusy;
        transactions += other.transactions;
    }
}
