package dev.stampede.catalog;

import dev.stampede.runtime.concurrent.Parallel;
import java.util.List;

/**
 * Writes many products, several at a time, each for itself: what one of them meets does not keep the others back. To
 * repeat an import changes nothing that it has written already. Thread-safe.
 */
final class ProductImport {

    /** Writes under way at once: keeps a function busy that waits for the network, far below a table's own limits. */
    private static final int PARALLEL = 8;

    private final Catalog catalog;

    ProductImport(Catalog catalog) {
        this.catalog = catalog;
    }

    record Result(Product product, PutOutcome outcome) {}

    /**
     * @return one result for each product, in the same order
     * @throws RuntimeException the first one that a write threw, once all the others have ended
     */
    List<Result> run(List<Product> products) {
        return Parallel.map(
                products, PARALLEL, product -> new Result(product, catalog.put(product, Precondition.NONE)));
    }
}
