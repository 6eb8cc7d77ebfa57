package dev.stampede.contracts.totals;

import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about a SKU that shipping and taxes depend on.
 *
 * @param taxCategory null for the usual one
 * @param requiresShipping whether it is a thing that must be sent
 * @param weight of one unit in grams; 0 if unknown
 */
public record Goods(@Nullable String taxCategory, boolean requiresShipping, int weight) {

    /** Goods about which the catalog says nothing. */
    public static final Goods USUAL = new Goods(null, true, 0);

    public Goods {
        if (weight < 0) {
            throw new IllegalArgumentException("A weight is not negative: " + weight);
        }
    }
}
