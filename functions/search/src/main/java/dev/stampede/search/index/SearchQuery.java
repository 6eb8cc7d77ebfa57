package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to search for.
 *
 * @param text the words that a product must have, or null for all products; at most {@link #MAX_TEXT} characters
 * @param category a category, or null
 * @param minPrice the minimum price in minor units, or null. A product matches if one of its variants has a price within the
 *     bounds and is in stock, or would if any were in stock
 * @param maxPrice the maximum price in minor units, or null
 * @param inStock whether to exclude products that are sold out
 * @param tag a tag that a product must have, or null
 * @param attributes the {@link FilterTerms} of which a product must have one, by attribute name
 */
public record SearchQuery(
        @Nullable String text,
        @Nullable Category category,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        boolean inStock,
        @Nullable String tag,
        SortedMap<String, Set<String>> attributes,
        SearchSort sort) {

    public static final int MAX_TEXT = 200;

    public SearchQuery {
        if (text != null && text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("must be at most " + MAX_TEXT + " characters long");
        }
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** All products that have these words, the best matches first. */
    public static SearchQuery of(String text) {
        return new SearchQuery(text, null, null, null, false, null, new TreeMap<>(Map.of()), SearchSort.RELEVANCE);
    }

    /** The query that a cursor is bound to. */
    public String fingerprint() {
        return "search?q=%s&category=%s&minPrice=%s&maxPrice=%s&inStock=%s&tag=%s&attributes=%s&sort=%s"
                .formatted(text, category, minPrice, maxPrice, inStock, tag, attributes, sort.text());
    }
}
