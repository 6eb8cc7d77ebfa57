package dev.stampede.local.lab.capacity;

import java.util.Map;

/**
 * The items with too few units.
 *
 * @param byItem the charge that exceeded the limit, by the index of its item in the request
 */
record Shortages(Map<Integer, CapacityCharge> byItem) {

    static final Shortages NONE = new Shortages(Map.of());

    Shortages {
        byItem = Map.copyOf(byItem);
    }

    boolean none() {
        return byItem.isEmpty();
    }
}
