package dev.stampede.search.storage;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.search.index.IndexedProduct;
import dev.stampede.search.index.SampleProducts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Products in memory. Thread-safe. */
final class InMemoryCatalog implements IndexSource<ProductId, IndexedProduct> {

    private final Map<ProductId, IndexedProduct> products = new ConcurrentHashMap<>();
    private volatile Runnable afterListing = () -> {};

    Set<ProductId> put(SampleProducts product) {
        var built = product.build();
        products.put(built.id(), built);
        return Set.of(built.id());
    }

    Set<ProductId> remove(String id) {
        products.remove(new ProductId(id));
        return Set.of(new ProductId(id));
    }

    /** Runs when a rebuild has read all products, before it publishes. */
    void afterListing(Runnable other) {
        afterListing = other;
    }

    Runnable afterListing() {
        return afterListing;
    }

    @Override
    public Map<ProductId, IndexedProduct> read(Collection<ProductId> ids) {
        var found = new HashMap<ProductId, IndexedProduct>();
        ids.forEach(id -> {
            var product = products.get(id);
            if (product != null) {
                found.put(id, product);
            }
        });
        return found;
    }

    @Override
    public Stream<List<ProductId>> all() {
        var ids = products.keySet().stream().sorted().toList();
        return Stream.concat(Stream.of(ids), Stream.of(1).map(_ -> {
            afterListing.run();
            return List.<ProductId> of();
        }));
    }

    @Override
    public ProductId id(String value) {
        return new ProductId(value);
    }
}
