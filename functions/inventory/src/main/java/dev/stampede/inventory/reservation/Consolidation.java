package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;

/** Moves units that are spread over so many shards that an order could not take them in one transaction. */
@FunctionalInterface
public interface Consolidation {

    /** Moves all available units of the SKU into one shard, unless another mover holds the lease. */
    void consolidate(Sku sku);
}
