package dev.stampede.search.index;

import java.util.List;

/**
 * What a text that is being typed may become.
 *
 * @param queries the text with its last word completed, the one that most products have first
 * @param categories that matching products are in, the one with most first
 * @param products the best matches
 */
public record Suggestions(List<String> queries, List<Facets.CategoryCount> categories, List<FoundProduct> products) {

    public static final Suggestions NONE = new Suggestions(List.of(), List.of(), List.of());

    public Suggestions {
        queries = List.copyOf(queries);
        categories = List.copyOf(categories);
        products = List.copyOf(products);
    }
}
