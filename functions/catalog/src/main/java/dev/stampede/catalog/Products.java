package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products with their SKUs, listings and search words. Each write is atomic. Implementations are safe for use by many
 * threads.
 */
public interface Products {

    /** The current product; reads are strongly consistent. */
    Optional<CatalogEntry> find(ProductId id);

    /**
     * Writes all changes or none. A SKU that one product gives up can go to another one of them.
     *
     * @param changes of different products, 1 or more
     */
    Write write(List<Change> changes);

    /** Deletes a product that {@link #find} returned. */
    Write remove(CatalogEntry seen);

    /** @param seen the product that {@link #find} returned and {@code next} replaces; null for a new product */
    record Change(@Nullable CatalogEntry seen, CatalogEntry next) {

        /** The SKUs that the product gives up. */
        public Set<Sku> goneSkus() {
            if (seen == null) {
                return Set.of();
            }
            var gone = new HashSet<>(seen.product().skus());
            gone.removeAll(next.product().skus());
            return gone;
        }
    }

    sealed interface Write {

        record Done() implements Write {}

        /** The write conflicted with another one; read the product again. */
        record Conflicted() implements Write {}

        /** A SKU belongs to another product. */
        record Taken(Sku sku) implements Write {}

        /** The changes do not fit into one transaction. A single product exceeds it only by removing many SKUs. */
        record TooMany() implements Write {}
    }
}
