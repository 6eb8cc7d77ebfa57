package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes many products concurrently and independently: a failure of one does not affect the others. Only products
 * that exchange SKUs are written together. Repeating an import is safe. Thread-safe.
 */
final class ProductImport {

    /** Maximum number of concurrent calls, far below a table's limits. */
    private static final int PARALLEL = 8;

    private final Catalog catalog;

    ProductImport(Catalog catalog) {
        this.catalog = catalog;
    }

    record Result(Product product, PutOutcome outcome) {}

    /**
     * @param products different products that have no SKU in common
     * @param admin the subject of the token of the admin who imports them
     * @return one result per product, in the same order
     * @throws RuntimeException the first exception that a call threw, once all calls have completed
     */
    List<Result> run(List<Product> products, String admin) {
        var found = Parallel.map(products, PARALLEL, product -> catalog.find(product.id())).stream()
                .flatMap(Optional::stream)
                .toList();
        var outcomes = new HashMap<ProductId, PutOutcome>();
        Parallel.map(SkuExchange.groups(products, found), PARALLEL, group -> catalog.putTogether(
                group, of(group, found), admin)).forEach(outcomes::putAll);
        return products.stream().map(product -> new Result(product, outcomes.get(product.id()))).toList();
    }

    private static List<CatalogEntry> of(List<Product> group, Collection<CatalogEntry> found) {
        var ids = group.stream().map(Product::id).toList();
        return found.stream().filter(entry -> ids.contains(entry.product().id())).toList();
    }
}
