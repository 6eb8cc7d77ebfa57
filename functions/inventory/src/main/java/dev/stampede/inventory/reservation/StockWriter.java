package dev.stampede.inventory.reservation;

import dev.stampede.inventory.stock.ShardId;
import java.util.Collection;
import java.util.Set;

/** Writes bookings to the stock and to the order logs. Implementations are safe for use by many threads. */
public interface StockWriter {

    /** What became of a transaction. */
    sealed interface Outcome {

        /** All of it was written, now or by an earlier call whose answer was lost. */
        record Committed() implements Outcome {}

        /**
         * Nothing was written.
         *
         * @param taken places that hold another fact already
         * @param hindered places that another transaction was writing, or that are in a part of the log of which the
         *     database was asked for more than it gives
         * @param failed shards that do not have the units that were to be taken, or that are gone
         * @param contended shards that another transaction was changing
         * @param throttled shards of which the database was asked for more than it gives
         */
        record Cancelled(
                Set<LogPosition> taken,
                Set<LogPosition> hindered,
                Set<ShardId> failed,
                Set<ShardId> contended,
                Set<ShardId> throttled)
                implements Outcome {
            public Cancelled {
                taken = Set.copyOf(taken);
                hindered = Set.copyOf(hindered);
                failed = Set.copyOf(failed);
                contended = Set.copyOf(contended);
                throttled = Set.copyOf(throttled);
            }
        }

        /** There was no clear answer, time and again: it may have been written or not. */
        record Unclear(RuntimeException cause) implements Outcome {}

        /** The database refuses this transaction, and would again. */
        record Refused(RuntimeException cause) implements Outcome {}
    }

    /** Writes the whole group or nothing of it. */
    Outcome commit(Group group);

    /**
     * Writes the fact of a booking that changes no stock, at half the price of a transaction.
     *
     * @return whether it was written; false if its place was taken, maybe by this very fact
     */
    boolean write(StockWrite booking);

    /** Which of these places hold a fact. */
    Set<LogPosition> taken(Collection<LogPosition> places);
}
