package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import java.util.Map;
import java.util.Set;

/** The part of the catalog that carts need. Implementations are safe for use by many threads. */
public interface Offers {

    /**
     * The current offers of these SKUs. SKUs that are not for sale are omitted.
     *
     * @param skus at most 100
     */
    Map<Sku, Offer> find(Set<Sku> skus);
}
