package dev.stampede.contracts.catalog;

import java.util.Collection;
import java.util.Collections;

/** How much stock is left, from best to worst. Inventory determines it; the catalog only stores it. */
public enum Availability {
    IN_STOCK, LOW, OUT;

    /** The availability of a product: that of its best variant, {@link #OUT} if there are none. */
    public static Availability best(Collection<Availability> variants) {
        return variants.isEmpty() ? OUT : Collections.min(variants);
    }
}
