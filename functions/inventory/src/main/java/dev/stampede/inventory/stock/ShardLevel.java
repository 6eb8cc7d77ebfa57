package dev.stampede.inventory.stock;

/**
 * The units of a shard.
 *
 * @param available units that can be taken; never negative
 * @param received units added less units removed by adjustments. Only the sum over a SKU's shards has a meaning: units can be
 *     received in one shard and released into another
 * @param changes counts the changes, so that a reader can tell an unchanged shard from two changes that cancel out
 */
public record ShardLevel(int shard, long available, long received, long changes) {

    public ShardLevel {
        if (shard < 0 || available < 0) {
            throw new IllegalArgumentException("Invalid shard: " + shard + " with " + available);
        }
    }

    /** A shard without changes. */
    public ShardLevel(int shard, long available, long received) {
        this(shard, available, received, 0);
    }
}
