package dev.stampede.catalog;

import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.id.Sku;
import org.jspecify.annotations.Nullable;

/**
 * A variant of a product, such as a size or color.
 *
 * @param name distinguishes it from the product's other variants; at most 100 characters, or null
 * @param price minor units of the product's currency, 0 to {@link #MAX_PRICE}
 */
public record Variant(Sku sku, @Nullable String name, long price) {

    public static final int MAX_NAME = 100;
    public static final long MAX_PRICE = ListingKeys.MAX_PRICE;

    public Variant {
        if (name != null && name.length() > MAX_NAME) {
            throw new IllegalArgumentException("A variant's name has at most " + MAX_NAME + " characters");
        }
        if (price < 0 || price > MAX_PRICE) {
            throw new IllegalArgumentException("A price is from 0 to " + MAX_PRICE + " minor units");
        }
    }
}
