package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The products with all by which they are found: SKUs, listings, words. Each write changes everything or nothing.
 * Implementations are safe for use by many threads.
 */
public interface Products {

    /** The product as it stands after every write that has been answered. */
    Optional<CatalogEntry> find(ProductId id);

    /**
     * Writes all of them or none. A SKU that one of the products gives up may go to another one of them.
     *
     * @param changes of different products, 1 or more
     */
    Write write(List<Change> changes);

    /** Deletes what {@link #find} gave. */
    Write remove(CatalogEntry seen);

    /** @param seen what {@link #find} gave and {@code next} replaces; null if there is no such product yet */
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

        /** Somebody else has written meanwhile: read again. */
        record Outrun() implements Write {}

        /** A SKU belongs to another product. */
        record Taken(Sku sku) implements Write {}

        /** So many changes do not fit into one transaction. Never the answer to a change of one product. */
        record TooMany() implements Write {}
    }
}
