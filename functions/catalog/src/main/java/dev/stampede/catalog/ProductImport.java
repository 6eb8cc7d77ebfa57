package dev.stampede.catalog;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        try (var threads = Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
            return threads.invokeAll(products.stream().map(this::task).toList()).stream()
                    .map(ProductImport::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while importing products", e);
        }
    }

    private Callable<Result> task(Product product) {
        return () -> new Result(product, catalog.put(product, Precondition.NONE));
    }

    private static Result result(Future<Result> done) {
        return switch (done.state()) {
            case SUCCESS -> done.resultNow();
            case FAILED -> throw done.exceptionNow() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(done.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("All tasks have ended by now");
        };
    }
}
