package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.Collection;
import java.util.Set;

/** Writes to stock and order logs. Implementations are safe for use by many threads. */
public interface StockWriter {

    /** The outcome of committing a group. */
    sealed interface CommitOutcome {

        /** The group was written, now or by an earlier call whose response was lost. */
        record Committed() implements CommitOutcome {}

        /**
         * Nothing was written. The sets name the causes.
         *
         * @param takenPositions positions that already hold another fact
         * @param busyPositions positions that another transaction was writing, or that were throttled
         * @param insufficient shards that do not have the units to be taken, or no longer exist
         * @param contended shards that another transaction was changing
         * @param throttled shards that were throttled
         * @param exceeded counts that the group would bring above their limits
         * @param busyCounts counts that another transaction was changing, or that were throttled
         */
        record Cancelled(
                Set<LogPosition> takenPositions,
                Set<LogPosition> busyPositions,
                Set<ShardId> insufficient,
                Set<ShardId> contended,
                Set<ShardId> throttled,
                Set<CustomerCount> exceeded,
                Set<CustomerCount> busyCounts)
                implements CommitOutcome {
            public Cancelled {
                takenPositions = Set.copyOf(takenPositions);
                busyPositions = Set.copyOf(busyPositions);
                insufficient = Set.copyOf(insufficient);
                contended = Set.copyOf(contended);
                throttled = Set.copyOf(throttled);
                exceeded = Set.copyOf(exceeded);
                busyCounts = Set.copyOf(busyCounts);
            }

            /** Cancelled for other reasons than counts. */
            public Cancelled(
                    Set<LogPosition> takenPositions, Set<LogPosition> busyPositions, Set<ShardId> insufficient,
                    Set<ShardId> contended, Set<ShardId> throttled) {
                this(takenPositions, busyPositions, insufficient, contended, throttled, Set.of(), Set.of());
            }
        }

        /** The outcome is unknown after several tries. */
        record Unclear(RuntimeException cause) implements CommitOutcome {}

        /** The database rejects this transaction as invalid; a retry would fail the same way. */
        record Invalid(RuntimeException cause) implements CommitOutcome {}
    }

    /** Writes the whole group or nothing. */
    CommitOutcome commit(Group group);

    /**
     * Writes a fact that changes no stock, at half the cost of a transaction.
     *
     * @return whether it was written; false if its position was taken, possibly by the same fact
     */
    boolean write(StockWrite write);

    /** The positions that already hold a fact. */
    Set<LogPosition> taken(Collection<LogPosition> positions);
}
