package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import java.util.Map;

/**
 * The products that match a search word.
 *
 * @param products by product, whether it has the exact word rather than a longer word with that prefix
 * @param isComplete whether these are all matching products
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
