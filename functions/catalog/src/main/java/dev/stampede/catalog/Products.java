package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.Optional;

/**
 * The products with all by which they are found: SKUs, listings, words. Each write changes everything or nothing.
 * Implementations are safe for use by many threads.
 */
public interface Products {

    /** The product as it stands after every write that has been answered. */
    Optional<CatalogEntry> find(ProductId id);

    /** Writes a product that is not there yet. */
    Write create(CatalogEntry entry);

    /** Writes {@code next} in the place of {@code seen}, which {@link #find} gave. */
    Write replace(CatalogEntry seen, CatalogEntry next);

    /** Deletes what {@link #find} gave. */
    Write remove(CatalogEntry seen);

    sealed interface Write {

        record Done() implements Write {}

        /** Somebody else has written meanwhile: read again. */
        record Outrun() implements Write {}

        /** A SKU belongs to another product. */
        record Taken(Sku sku) implements Write {}
    }
}
