package dev.stampede.browse;

import dev.stampede.contracts.catalog.ListingKeys;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which products are listed, and in which order.
 *
 * @param category a category's slug, or null for all products
 * @param minPrice the lowest price wanted, in minor units, or null
 * @param maxPrice the highest price wanted, in minor units, or null
 * @param inStock whether products that are sold out are left out
 */
public record ListingQuery(
        @Nullable String category, Sort sort, @Nullable Long minPrice, @Nullable Long maxPrice, boolean inStock) {

    static final long MAX_PRICE = ListingKeys.MAX_PRICE;

    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9-]{1,40}");

    /** @throws IllegalArgumentException if the text cannot be a category's slug */
    static String category(String text) {
        if (!CATEGORY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 40 lowercase letters, digits and hyphens");
        }
        return text;
    }

    /** What a cursor is bound to: everything but the size of the page. */
    String fingerprint() {
        return "products?category=%s&sort=%s&minPrice=%s&maxPrice=%s&inStock=%s"
                .formatted(category, sort.text(), minPrice, maxPrice, inStock);
    }
}
