package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products in memory. Thread-safe. */
class InMemoryProducts implements Products {

    private final Map<ProductId, CatalogEntry> entries = new HashMap<>();
    private final Map<ProductId, Deletion> deletions = new HashMap<>();

    @Override
    public synchronized Optional<CatalogEntry> find(ProductId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public synchronized Write write(List<Change> changes) {
        if (changes.stream().anyMatch(change -> !Objects.equals(entries.get(id(change)), change.seen()))) {
            return new Write.Conflicted();
        }
        var after = new HashMap<>(entries);
        changes.forEach(change -> after.put(id(change), change.next()));
        for (var change : changes) {
            for (var sku : change.next().product().skus()) {
                if (after.values().stream().filter(entry -> entry.product().skus().contains(sku)).count() > 1) {
                    return new Write.Taken(sku);
                }
            }
        }
        for (var change : changes) {
            for (var slug : change.newSlugs()) {
                if (after.values().stream().filter(entry -> entry.slugs().all().contains(slug)).count() > 1) {
                    return new Write.SlugTaken(slug);
                }
            }
        }
        entries.putAll(after);
        return new Write.Done();
    }

    @Override
    public synchronized Write remove(CatalogEntry seen, Deletion deletion) {
        if (!entries.remove(seen.product().id(), seen)) {
            return new Write.Conflicted();
        }
        deletions.put(seen.product().id(), deletion);
        return new Write.Done();
    }

    @Override
    public synchronized Optional<Deletion> deletion(ProductId id) {
        return Optional.ofNullable(deletions.get(id));
    }

    @Override
    public Page list(Publication.@Nullable Status status, @Nullable String after, int limit) {
        throw new AssertionError("Nothing is listed here");
    }

    synchronized List<CatalogEntry> all() {
        return List.copyOf(entries.values());
    }

    private static ProductId id(Change change) {
        return change.next().product().id();
    }
}
