package dev.stampede.contracts.totals;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about a SKU that shipping, taxes and promotions depend on.
 *
 * @param taxCategory null for the usual one
 * @param requiresShipping whether it is a thing that must be sent
 * @param weight of one unit in grams; 0 if unknown
 * @param product null if unknown
 * @param category null if unknown
 */
public record Goods(
        @Nullable String taxCategory, boolean requiresShipping, int weight, @Nullable ProductId product,
        @Nullable Category category) {

    /** Goods about which the catalog says nothing. */
    public static final Goods USUAL = new Goods(null, true, 0);

    public Goods {
        if (weight < 0) {
            throw new IllegalArgumentException("A weight is not negative: " + weight);
        }
    }

    /** Goods of an unknown product. */
    public Goods(@Nullable String taxCategory, boolean requiresShipping, int weight) {
        this(taxCategory, requiresShipping, weight, null, null);
    }
}
