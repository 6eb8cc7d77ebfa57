package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import java.util.Map;

/**
 * Where a word of a search was found.
 *
 * @param products whether the product has the very word, rather than a longer one that begins with it
 * @param isComplete whether there are no further products with the word
 */
public record WordMatches(Map<ProductId, Boolean> products, boolean isComplete) {

    public WordMatches {
        products = Map.copyOf(products);
    }

    boolean mayHave(ProductId id) {
        return !isComplete || products.containsKey(id);
    }

    int score(ProductId id) {
        return !products.containsKey(id) ? 0 : products.get(id) ? 2 : 1;
    }
}
