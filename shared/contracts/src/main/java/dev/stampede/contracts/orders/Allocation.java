package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.Sku;

/** Units of a SKU that an order took from one shard of its stock, and that are returned to it if the order ends. */
public record Allocation(Sku sku, int shard, int units) {

    public Allocation {
        if (shard < 0 || units < 1) {
            throw new IllegalArgumentException("Not an allocation: " + sku + " " + shard + " " + units);
        }
    }
}
