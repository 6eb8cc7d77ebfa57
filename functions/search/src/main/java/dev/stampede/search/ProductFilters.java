package dev.stampede.search;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a listing or a search asks of products, apart from their category.
 *
 * @param minPrice   the minimum price in minor units, or null
 * @param maxPrice   the maximum price in minor units, or null; not less than {@code minPrice}
 * @param inStock    whether to exclude products that are sold out
 * @param tag        a tag that a product must have, or null
 * @param attributes the {@link FilterTerms} of which a product must have one, by attribute name; at most 5
 */
record ProductFilters(
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        boolean inStock,
        @Nullable String tag,
        SortedMap<String, Set<String>> attributes) {

    /** What the parameters begin with that filter by attributes. */
    private static final String ATTRIBUTES = "attributes.";
    private static final int MAX_ATTRIBUTES = 5;

    ProductFilters {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** @throws ProblemException 400 that names the parameter, if the prices contradict or there are too many attributes */
    static ProductFilters of(HttpRequest request) {
        var minPrice = request.query("minPrice", 0L, CatalogItems.MAX_PRICE).orElse(null);
        var maxPrice = request.query("maxPrice", 0L, CatalogItems.MAX_PRICE).orElse(null);
        var inStock = request.query("inStock", List.of("true", "false"), "false").equals("true");
        if (minPrice != null && maxPrice != null && minPrice > maxPrice) {
            throw new ProblemException(Problem.invalid("maxPrice", "must not be less than minPrice"));
        }
        var tag = request.query("tag").orElse(null);
        return new ProductFilters(minPrice, maxPrice, inStock, tag, attributes(request));
    }

    private static SortedMap<String, Set<String>> attributes(HttpRequest request) {
        var attributes = request.queries(ATTRIBUTES, FilterTerms::isName);
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new ProblemException(Problem.invalid(
                    ATTRIBUTES + attributes.lastKey(), "must not be more than " + MAX_ATTRIBUTES + " attributes"));
        }
        var terms = new TreeMap<String, Set<String>>();
        attributes.forEach((name, value) -> terms.put(name, FilterTerms.wanted(name, value)));
        return terms;
    }
}
