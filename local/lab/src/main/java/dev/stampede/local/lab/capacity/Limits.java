package dev.stampede.local.lab.capacity;

import java.util.List;
import java.util.Set;

/** What may be refused, and when. Safe for use by many threads. */
interface Limits {

    /** Items in use; closing it ends that. */
    interface Hold extends AutoCloseable {

        Hold FREE = Set::of;

        /** Items that are not held, or no longer alone, because another request has them. */
        Set<ItemKey> conflicts();

        @Override
        default void close() {}
    }

    /** Nothing is refused. */
    Limits NONE = new Limits() {};

    /** Holds items for a transaction of writes; none of them if there is a conflict. */
    default Hold holdTransaction(List<ItemKey> items) {
        return Hold.FREE;
    }

    /** Holds items for writes of single items; those that have no conflict. */
    default Hold holdWrites(List<ItemKey> items) {
        return Hold.FREE;
    }

    /** Watches items for a transaction of reads: {@link Hold#conflicts()} is to be asked again when they are read. */
    default Hold watch(List<ItemKey> items) {
        return Hold.FREE;
    }

    /**
     * Takes units of partitions for each of several items.
     *
     * @param together whether nothing is to be taken if there is too little for one of them
     * @return the items' charges for which there is too little, by the item's index; empty if nothing is refused
     */
    default Shortages take(List<List<CapacityCharge>> items, boolean together) {
        return Shortages.NONE;
    }

    /** Puts right what was taken by what was spent. */
    default void settle(List<CapacityCharge> taken, List<CapacityCharge> spent) {}
}
