package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes many products, several at a time, each for itself: what one of them meets does not keep the others back. Only
 * products that exchange SKUs are written together. To repeat an import changes nothing that it has written already.
 * Thread-safe.
 */
final class ProductImport {

    /** Calls under way at once: keeps a function busy that waits for the network, far below a table's own limits. */
    private static final int PARALLEL = 8;

    private final Catalog catalog;

    ProductImport(Catalog catalog) {
        this.catalog = catalog;
    }

    record Result(Product product, PutOutcome outcome) {}

    /**
     * @param products different ones without a common SKU
     * @return one result for each product, in the same order
     * @throws RuntimeException the first one that a call threw, once all the others have ended
     */
    List<Result> run(List<Product> products) {
        var found = Parallel.map(products, PARALLEL, product -> catalog.find(product.id())).stream()
                .flatMap(Optional::stream)
                .toList();
        var outcomes = new HashMap<ProductId, PutOutcome>();
        Parallel.map(SkuExchange.groups(products, found), PARALLEL, group -> catalog.putTogether(
                group, of(group, found))).forEach(outcomes::putAll);
        return products.stream().map(product -> new Result(product, outcomes.get(product.id()))).toList();
    }

    private static List<CatalogEntry> of(List<Product> group, Collection<CatalogEntry> found) {
        var ids = group.stream().map(Product::id).toList();
        return found.stream().filter(entry -> ids.contains(entry.product().id())).toList();
    }
}
