package dev.stampede.search.index;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search found.
 *
 * @param total how many products match, on all pages
 * @param isExact false if no product has all words, and these have words that differ in one letter
 * @param facets on the first page of a search only
 * @param next where the page ends, empty on the last page
 */
public record SearchPage(
        List<FoundProduct> products, int total, boolean isExact, @Nullable Facets facets, Optional<String> next) {

    public SearchPage {
        products = List.copyOf(products);
    }
}
