package dev.stampede.contracts.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.sharding.Shards;

/** The index of the inventory table that lists the SKUs that have stock: only their settings items are in it. */
public final class StockedSkuKeys {

    /** The index's name. */
    public static final String LISTINGS = "listings";
    /** Its partition key. */
    public static final String LISTING = "listing";
    /** Its sort key. */
    public static final String SKU = "sku";
    /** The partition, sharded. */
    public static final String SKUS = "skus";
    /** Partitions of the index. It is written once for each SKU, with its first units. */
    public static final int SHARDS = 4;

    private StockedSkuKeys() {}

    /** The value of {@link #LISTING} of a SKU. */
    public static String listing(Sku sku) {
        return listing(Shards.of(sku.value(), SHARDS));
    }

    /** The value of {@link #LISTING} of a shard. */
    public static String listing(int shard) {
        return Shards.key(SKUS, shard);
    }
}
