package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that a search found.
 *
 * @param priceFrom the lowest price that it offers, in minor units
 * @param priceTo the highest price that it offers
 * @param compareAtPrice what the lowest price is compared with, or null
 * @param highlights where it has the words of the query; none without a query
 */
public record FoundProduct(
        ProductId productId,
        String title,
        Slug slug,
        @Nullable String summary,
        String category,
        long priceFrom,
        long priceTo,
        @Nullable Long compareAtPrice,
        String currency,
        @Nullable Picture picture,
        Availability availability,
        List<Highlight> highlights) {

    public FoundProduct {
        highlights = List.copyOf(highlights);
    }

    /**
     * A text of the product that has words of the query.
     *
     * @param field {@code title}, {@code summary}, {@code description} or {@code sku}
     * @param text the whole text, or a passage of a description
     * @param matches in order, without overlaps; 1 or more
     */
    public record Highlight(String field, String text, List<Range> matches) {

        public Highlight {
            matches = List.copyOf(matches);
        }
    }

    /** @param start in UTF-16 code units, as in JavaScript @param end the first unit after the range */
    public record Range(int start, int end) {}
}
