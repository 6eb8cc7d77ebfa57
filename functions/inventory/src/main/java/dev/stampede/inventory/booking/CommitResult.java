package dev.stampede.inventory.booking;

import dev.stampede.inventory.stock.ShardId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of groups so far. For use by one thread. */
final class CommitResult {

    final List<Booking> committed = new ArrayList<>();
    /** Bookings whose place was taken by another fact. */
    final List<Booking> overtaken = new ArrayList<>();
    /** Bookings that came to nothing and may be tried again. */
    final List<Booking> open = new ArrayList<>();
    /** Bookings that the database refuses. */
    final List<Booking> refused = new ArrayList<>();
    final Set<ShardId> contended = new HashSet<>();
    /** Whether a shard did not have what it had when it was read. */
    boolean isStale;
    /** Whether the database could not keep up, or did not answer. */
    boolean isBusy;
    int transactions;

    /** The bookings that are not committed: the units set aside for them are still there. */
    List<Booking> uncommitted() {
        var all = new ArrayList<>(overtaken);
        all.addAll(open);
        all.addAll(refused);
        return all;
    }

    void add(CommitResult other) {
        committed.addAll(other.committed);
        overtaken.addAll(other.overtaken);
        open.addAll(other.open);
        refused.addAll(other.refused);
        contended.addAll(other.contended);
        isStale |= other.isStale;
        isBusy |= other.isBusy;
        transactions += other.transactions;
    }
}
