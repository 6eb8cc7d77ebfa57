package dev.stampede.local.lab.capacity;

import java.util.List;
import java.util.Set;

/** Decides which calls are refused. Thread-safe. */
interface Limits {

    /** Items in use by a request; closing it releases them. */
    interface Hold extends AutoCloseable {

        Hold FREE = Set::of;

        /** Items that conflict with another request. */
        Set<ItemKey> conflicts();

        @Override
        default void close() {}
    }

    /** No limits. */
    Limits NONE = new Limits() {};

    /** Holds items for a write transaction; holds none if there is a conflict. */
    default Hold holdTransaction(List<ItemKey> items) {
        return Hold.FREE;
    }

    /** Holds items for single writes, except those in conflict. */
    default Hold holdWrites(List<ItemKey> items) {
        return Hold.FREE;
    }

    /** Watches items for a read transaction: check {@link Hold#conflicts()} again after reading them. */
    default Hold watch(List<ItemKey> items) {
        return Hold.FREE;
    }

    /**
     * Takes units of partitions for several items.
     *
     * @param together whether to take no units if any item is throttled
     * @return the charge that exceeded the limit, by the item's index; empty if no item is throttled
     */
    default Shortages take(List<List<CapacityCharge>> items, boolean together) {
        return Shortages.NONE;
    }

    /** Corrects the units taken to the units consumed. */
    default void settle(List<CapacityCharge> taken, List<CapacityCharge> spent) {}
}
