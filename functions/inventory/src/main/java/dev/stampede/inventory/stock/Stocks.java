package dev.stampede.inventory.stock;

import dev.stampede.contracts.id.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Reads stock, always consistently. Implementations are safe for use by many threads. */
public interface Stocks {

    /**
     * The stock of each SKU. Shards are read one after another: while orders take units, the sum is never less than what is
     * left after the read; while units are moved between shards, it can be, see {@link #moved}.
     */
    Map<Sku, Stock> read(Collection<Sku> skus);

    /** The stock of one SKU, all shards at one instant, even while units are being moved. It costs twice a {@link #read}. */
    Stock readAtOnce(Sku sku);

    /** The number of shards of each SKU; 0 for an unknown SKU. */
    Map<Sku, Integer> shardCounts(Collection<Sku> skus);

    /** The SKUs whose units may have been moved between shards during {@link #read}. */
    Set<Sku> moved(Collection<Stock> read);

    /** The stock of one SKU. */
    default Stock read(Sku sku) {
        return read(Set.of(sku)).get(sku);
    }
}
