package dev.stampede.inventory.reservation;

import java.util.Collection;
import java.util.Map;

/** Reads what customers have of SKUs with a limit per customer. Safe for use by many threads. */
@FunctionalInterface
public interface CustomerCounts {

    /** The units of each, by strongly consistent reads; 0 if nothing was counted yet. */
    Map<CustomerCount, Integer> read(Collection<CustomerCount> counts);
}
