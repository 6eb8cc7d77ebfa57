package dev.stampede.catalog;

import dev.stampede.catalog.Products.Write;
import dev.stampede.contracts.id.ProductId;
import java.time.Clock;

/** Changes products. Who is outrun by another writer reads again and decides again. Thread-safe. */
final class Catalog {

    /** So many writers in a row can be faster before a change is given up. */
    private static final int MAX_ATTEMPTS = 20;

    private final Products products;
    private final Clock clock;

    Catalog(Products products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    PutOutcome put(Product product, Precondition precondition) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var current = products.find(product.id());
            if (!precondition.holds(current)) {
                return new PutOutcome.Stale();
            }
            var next = current.map(entry -> entry.replacedBy(product, clock.instant()))
                    .orElseGet(() -> CatalogEntry.created(product, clock.instant()));
            var write = current.map(entry -> products.replace(entry, next)).orElseGet(() -> products.create(next));
            switch (write) {
                case Write.Done() -> {
                    return current.isPresent() ? new PutOutcome.Replaced(next) : new PutOutcome.Created(next);
                }
                case Write.Taken(var sku) -> {
                    return new PutOutcome.SkuTaken(sku);
                }
                case Write.Outrun() -> {
                }
            }
        }
        return new PutOutcome.Busy();
    }

    DeleteOutcome delete(ProductId id, Precondition precondition) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var current = products.find(id);
            if (current.isEmpty()) {
                return new DeleteOutcome.Unknown();
            }
            if (!precondition.holds(current)) {
                return new DeleteOutcome.Stale();
            }
            if (products.remove(current.get()) instanceof Write.Done) {
                return new DeleteOutcome.Deleted();
            }
        }
        return new DeleteOutcome.Busy();
    }
}
