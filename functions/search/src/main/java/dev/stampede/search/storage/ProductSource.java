package dev.stampede.search.storage;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.search.index.IndexedProduct;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalog as an indexer reads it. Implementations are thread-safe. */
public interface ProductSource {

    /** The products that exist and are published, as they are now: reads are strongly consistent. */
    Map<ProductId, IndexedProduct> read(Collection<ProductId> ids);

    /** The IDs of all products, page by page; products that change meanwhile may be missing. */
    Stream<List<ProductId>> all();
}
