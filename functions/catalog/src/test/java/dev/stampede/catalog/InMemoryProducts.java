package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products in memory. Thread-safe. */
class InMemoryProducts implements Products {

    private final Map<ProductId, CatalogEntry> entries = new HashMap<>();

    @Override
    public synchronized Optional<CatalogEntry> find(ProductId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public synchronized Write create(CatalogEntry entry) {
        return write(null, entry);
    }

    @Override
    public synchronized Write replace(CatalogEntry seen, CatalogEntry next) {
        return write(seen, next);
    }

    @Override
    public synchronized Write remove(CatalogEntry seen) {
        return entries.remove(seen.product().id(), seen) ? new Write.Done() : new Write.Outrun();
    }

    private Write write(@Nullable CatalogEntry seen, CatalogEntry next) {
        var id = next.product().id();
        if (!Objects.equals(entries.get(id), seen)) {
            return new Write.Outrun();
        }
        var taken = next.product().skus().stream().filter(sku -> isOfAnother(sku, id)).findFirst();
        if (taken.isPresent()) {
            return new Write.Taken(taken.get());
        }
        entries.put(id, next);
        return new Write.Done();
    }

    private boolean isOfAnother(Sku sku, ProductId id) {
        return entries.values().stream()
                .anyMatch(entry -> !entry.product().id().equals(id) && entry.product().skus().contains(sku));
    }
}
