package dev.stampede.catalog;

import dev.stampede.catalog.Products.Change;
import dev.stampede.catalog.Products.Write;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** @param admin the subject of the token of the admin who makes the change; recorded with the product */
    PutOutcome put(Product product, Precondition precondition, String admin) {
        return backoff.retry(MAX_ATTEMPTS, _ -> attemptPut(product, precondition, admin))
                .orElseGet(PutOutcome.Busy::new);
    }

    /** @return empty if the write conflicted */
    private Optional<PutOutcome> attemptPut(Product product, Precondition precondition, String admin) {
        var current = products.find(product.id());
        if (!precondition.holds(current)) {
            return Optional.of(new PutOutcome.Stale());
        }
        return attemptPut(product, current, admin, 0);
    }

    private Optional<PutOutcome> attemptPut(
            Product product, Optional<CatalogEntry> current, String admin, int slugCandidate) {
        var change = new Change(
                current.orElse(null),
                current.map(entry -> entry.replacedBy(product, clock.instant(), admin))
                        .orElseGet(
                                () -> CatalogEntry.created(product, clock.instant(), admin, Map.of(), slugCandidate)));
        return switch (products.write(List.of(change))) {
            case Write.Done() -> Optional.of(done(change));
            case Write.Taken(var sku) -> Optional.of(new PutOutcome.SkuTaken(sku));
            case Write.SlugTaken(var slug) -> hasAnotherSlug(change, slugCandidate)
                    ? attemptPut(product, current, admin, slugCandidate + 1)
                    : Optional.of(new PutOutcome.SlugTaken(slug));
            case Write.TooMany() -> Optional.of(new PutOutcome.ChangeTooLarge());
            case Write.Conflicted() -> Optional.empty();
        };
    }

    /** Whether the catalog chooses the slug and may try another one. */
    private static boolean hasAnotherSlug(Change change, int candidate) {
        return change.next().product().slug() == null && candidate + 1 < Slugs.MAX_CANDIDATES;
    }

    Optional<CatalogEntry> find(ProductId id) {
        return products.find(id);
    }

    Optional<Products.Deletion> deletion(ProductId id) {
        return products.deletion(id);
    }

    /**
     * Writes products that exchange SKUs in one transaction. A product that needs a SKU of another product is
     * refused; the others are written without it where possible.
     *
     * @param wanted different products that have no SKU in common
     * @param found the results of {@link #find} for them
     * @param admin as for {@link #put}
     * @return the outcome of each
     */
    Map<ProductId, PutOutcome> putTogether(
            Collection<Product> wanted, Collection<CatalogEntry> found, String admin) {
        var open = wanted.stream().collect(Collectors.toMap(Product::id, product -> product));
        var outcomes = new HashMap<ProductId, PutOutcome>();
        var slugCandidates = new HashMap<ProductId, Integer>();
        var current = found;
        var attempt = 0;
        while (!open.isEmpty()) {
            var changes = SkuExchange.changes(open.values(), current, clock.instant(), admin, slugCandidates);
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
                case Write.SlugTaken(var slug) -> {
                    // The last one, if several want it: the first one keeps it.
                    var change = changes.reversed().stream().filter(one -> one.newSlugs().contains(slug)).findFirst()
                            .orElseThrow();
                    var id = change.next().product().id();
                    var candidate = slugCandidates.getOrDefault(id, 0);
                    if (hasAnotherSlug(change, candidate)) {
                        slugCandidates.put(id, candidate + 1);
                    } else {
                        open.remove(id);
                        outcomes.put(id, new PutOutcome.SlugTaken(slug));
                    }
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

    Products.Page list(Publication.@Nullable Status status, @Nullable String after, int limit) {
        return products.list(status, after, limit);
    }

    private static PutOutcome done(Change change) {
        return change.seen() == null ? new PutOutcome.Created(change.next()) : new PutOutcome.Replaced(change.next());
    }

    /** @param admin the subject of the token of the admin who deletes the product; recorded as a {@link Products.Deletion} */
    DeleteOutcome delete(ProductId id, Precondition precondition, String admin) {
        return backoff.retry(MAX_ATTEMPTS, _ -> attemptDelete(id, precondition, admin))
                .orElseGet(DeleteOutcome.Busy::new);
    }

    /** @return empty if the write conflicted */
    private Optional<DeleteOutcome> attemptDelete(ProductId id, Precondition precondition, String admin) {
        var current = products.find(id);
        if (current.isEmpty()) {
            return Optional.of(new DeleteOutcome.Unknown());
        }
        if (!precondition.holds(current)) {
            return Optional.of(new DeleteOutcome.Stale());
        }
        return products.remove(current.get(), new Products.Deletion(clock.instant(), admin)) instanceof Write.Done
                ? Optional.of(new DeleteOutcome.Deleted())
                : Optional.empty();
    }
}
