package dev.stampede.search;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.search.index.Facets;
import dev.stampede.search.index.FoundProduct;
import dev.stampede.search.index.FoundProduct.Highlight;
import dev.stampede.search.index.Picture;
import dev.stampede.search.index.SearchPage;
import dev.stampede.search.index.Suggestions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a search response.
 *
 * @param match {@code exact}, or {@code similar} if typos are forgiven
 */
record SearchView(
        List<ProductView> products, int total, String match, @Nullable Facets facets, @Nullable String nextCursor) {

    static SearchView of(SearchPage page, @Nullable String nextCursor) {
        return new SearchView(
                page.products().stream().map(product -> ProductView.of(product, product.highlights())).toList(),
                page.total(),
                page.isExact() ? "exact" : "similar",
                page.facets(),
                nextCursor);
    }

    /** @param highlights null in lists and suggestions */
    record ProductView(
            ProductId productId,
            String title,
            Slug slug,
            @Nullable String summary,
            String category,
            PriceRangeView priceRange,
            @Nullable Long compareAtPrice,
            String currency,
            @Nullable Picture picture,
            Availability availability,
            @Nullable List<Highlight> highlights) {

        static ProductView of(FoundProduct product, @Nullable List<Highlight> highlights) {
            return new ProductView(
                    product.productId(), product.title(), product.slug(), product.summary(), product.category(),
                    new PriceRangeView(product.priceFrom(), product.priceTo()), product.compareAtPrice(),
                    product.currency(), product.picture(), product.availability(), highlights);
        }
    }

    record PriceRangeView(long from, long to) {}

    record SuggestionsView(
            List<String> queries, List<Facets.CategoryCount> categories, List<ProductView> products) {

        static SuggestionsView of(Suggestions suggestions) {
            return new SuggestionsView(
                    suggestions.queries(), suggestions.categories(),
                    suggestions.products().stream().map(product -> ProductView.of(product, null)).toList());
        }
    }
}
