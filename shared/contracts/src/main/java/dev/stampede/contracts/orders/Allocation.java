package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.Sku;

/** Units of a SKU that an order took from one stock shard and returns if it ends without a sale. */
public record Allocation(Sku sku, int shard, int units) {

    public Allocation {
        if (shard < 0 || units < 1) {
            throw new IllegalArgumentException("Invalid allocation: " + sku + " " + shard + " " + units);
        }
    }
}
