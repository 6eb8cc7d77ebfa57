package dev.stampede.browse;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filters and sort order of a product listing.
 *
 * @param category a category, or null for all products
 * @param minPrice the minimum price in minor units, or null
 * @param maxPrice the maximum price in minor units, or null
 * @param inStock whether to exclude products that are sold out
 * @param terms sets of {@link FilterTerms}; a product has at least one of each set
 */
public record ListingQuery(
        @Nullable Category category,
        Sort sort,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        boolean inStock,
        List<Set<String>> terms) {

    public ListingQuery {
        terms = List.copyOf(terms);
    }

    /** The query that a cursor is bound to: everything except the page size. */
    String fingerprint() {
        return "products?category=%s&sort=%s&minPrice=%s&maxPrice=%s&inStock=%s&terms=%s"
                .formatted(category, sort.text(), minPrice, maxPrice, inStock, terms);
    }
}
