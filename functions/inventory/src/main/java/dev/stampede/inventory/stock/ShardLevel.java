package dev.stampede.inventory.stock;

/**
 * What a shard holds, in units.
 *
 * @param available what may still be taken from it; never negative
 * @param received what came in, less what went out otherwise than by an order. Only the sum over a SKU's shards has a
 *     meaning: units may be received in one shard and be released into another
 * @param changes how often units were put into it or taken from it, so that a reader can tell that nothing happened in
 *     between from two changes that undo each other
 */
public record ShardLevel(int shard, long available, long received, long changes) {

    public ShardLevel {
        if (shard < 0 || available < 0) {
            throw new IllegalArgumentException("Not a shard: " + shard + " with " + available);
        }
    }

    /** A shard to which nothing happened yet. */
    public ShardLevel(int shard, long available, long received) {
        this(shard, available, received, 0);
    }
}
