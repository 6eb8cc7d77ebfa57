package dev.stampede.catalog;

import dev.stampede.catalog.Products.Change;
import dev.stampede.catalog.Products.Write;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes products. A write that conflicts with another one reads the product again and retries after a backoff. Thread-safe. */
final class Catalog {

    /** Attempts before a change that keeps conflicting is given up: four seconds of pauses on average. */
    private static final int MAX_ATTEMPTS = 20;

    private final Products products;
    private final Clock clock;
    private final Backoff backoff;

    Catalog(Products products, Clock clock, Backoff backoff) {
        this.products = products;
        this.clock = clock;
        this.backoff = backoff;
    }

    PutOutcome put(Product product, Precondition precondition) {
        return backoff.retry(MAX_ATTEMPTS, _ -> attemptPut(product, precondition)).orElseGet(PutOutcome.Busy::new);
    }

    /** @return empty if the write conflicted */
    private Optional<PutOutcome> attemptPut(Product product, Precondition precondition) {
        var current = products.find(product.id());
        if (!precondition.holds(current)) {
            return Optional.of(new PutOutcome.Stale());
        }
        var change = new Change(
                current.orElse(null),
                current.map(entry -> entry.replacedBy(product, clock.instant()))
                        .orElseGet(() -> CatalogEntry.created(product, clock.instant())));
        return switch (products.write(List.of(change))) {
            case Write.Done() -> Optional.of(done(change));
            case Write.Taken(var sku) -> Optional.of(new PutOutcome.SkuTaken(sku));
            case Write.TooMany() -> Optional.of(new PutOutcome.ChangeTooLarge());
            case Write.Conflicted() -> Optional.empty();
        };
    }

    Optional<CatalogEntry> find(ProductId id) {
        return products.find(id);
    }

    /**
     * Writes products that exchange SKUs in one transaction. A product that needs a SKU of another product is
     * refused; the others are written without it where possible.
     *
     * @param wanted different products that have no SKU in common
     * @param found the results of {@link #find} for them
     * @return the outcome of each
     */
    Map<ProductId, PutOutcome> putTogether(Collection<Product> wanted, Collection<CatalogEntry> found) {
        var open = wanted.stream().collect(Collectors.toMap(Product::id, product -> product));
        var outcomes = new HashMap<ProductId, PutOutcome>();
        var current = found;
        var attempt = 0;
        while (!open.isEmpty()) {
            var changes = SkuExchange.changes(open.values(), current, clock.instant());
            switch (products.write(changes)) {
                case Write.Done() -> {
                    changes.forEach(change -> outcomes.put(change.next().product().id(), done(change)));
                    return outcomes;
                }
                case Write.Taken(var sku) -> {
                    var refused = open.values().stream().filter(product -> product.skus().contains(sku)).findFirst()
                            .orElseThrow();
                    open.remove(refused.id());
                    outcomes.put(refused.id(), new PutOutcome.SkuTaken(sku));
                }
                case Write.TooMany() -> {
                    open.keySet().forEach(id -> outcomes.put(id, new PutOutcome.ChangeTooLarge()));
                    return outcomes;
                }
                case Write.Conflicted() -> {
                    if (++attempt == MAX_ATTEMPTS) {
                        open.keySet().forEach(id -> outcomes.put(id, new PutOutcome.Busy()));
                        return outcomes;
                    }
                    backoff.after(attempt);
                    current = open.keySet().stream().map(products::find).flatMap(Optional::stream).toList();
                }
            }
        }
        return outcomes;
    }

    private static PutOutcome done(Change change) {
        return change.seen() == null ? new PutOutcome.Created(change.next()) : new PutOutcome.Replaced(change.next());
    }

    DeleteOutcome delete(ProductId id, Precondition precondition) {
        return backoff.retry(MAX_ATTEMPTS, _ -> attemptDelete(id, precondition)).orElseGet(DeleteOutcome.Busy::new);
    }

    /** @return empty if the write conflicted */
    private Optional<DeleteOutcome> attemptDelete(ProductId id, Precondition precondition) {
        var current = products.find(id);
        if (current.isEmpty()) {
            return Optional.of(new DeleteOutcome.Unknown());
        }
        if (!precondition.holds(current)) {
            return Optional.of(new DeleteOutcome.Stale());
        }
        return products.remove(current.get()) instanceof Write.Done
                ? Optional.of(new DeleteOutcome.Deleted())
                : Optional.empty();
    }
}
