package dev.stampede.inventory.stock;

/**
 * What a shard holds, in units.
 *
 * @param available what may still be taken from it; never negative
 * @param received what came in, less what went out otherwise than by an order. Only the sum over a SKU's shards has a
 *     meaning: units may be received in one shard and be released into another
 */
public record ShardLevel(int shard, long available, long received) {

    public ShardLevel {
        if (shard < 0 || available < 0) {
            throw new IllegalArgumentException("Not a shard: " + shard + " with " + available);
        }
    }
}
