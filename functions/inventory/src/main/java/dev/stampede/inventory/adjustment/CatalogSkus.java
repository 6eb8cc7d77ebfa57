package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import java.util.Collection;
import java.util.Set;

/** The SKUs of the catalog. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CatalogSkus {

    /** The SKUs that are in the catalog; a consistent read. */
    Set<Sku> existing(Collection<Sku> skus);
}
