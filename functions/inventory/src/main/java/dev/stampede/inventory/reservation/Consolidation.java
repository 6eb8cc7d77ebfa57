package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;

/** Brings units that lie scattered over many shards together, where an order could not take them in one transaction. */
@FunctionalInterface
public interface Consolidation {

    /** Moves all available units of the SKU into one shard, as far as nobody else is moving units of it right now. */
    void gather(Sku sku);
}
