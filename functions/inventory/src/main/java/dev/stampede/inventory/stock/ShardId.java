package dev.stampede.inventory.stock;

import dev.stampede.contracts.id.Sku;
import java.util.Comparator;

/** One shard of a SKU's stock. */
public record ShardId(Sku sku, int shard) implements Comparable<ShardId> {

    private static final Comparator<ShardId> ORDER = Comparator.comparing(ShardId::sku)
            .thenComparingInt(ShardId::shard);

    @Override
    public int compareTo(ShardId other) {
        return ORDER.compare(this, other);
    }
}
