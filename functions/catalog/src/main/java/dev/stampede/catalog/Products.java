package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products with their SKUs and listings. Each write is atomic. Implementations are safe for use by many
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

    /**
     * All products, drafts too, by category and id; reads are eventually consistent.
     *
     * @param status only those of this status, or null for all
     * @param after where the previous page ended, or null for the first page
     * @param limit 1 to 100
     */
    Page list(Publication.@Nullable Status status, @Nullable String after, int limit);

    /** @param next where the page ends, empty on the last page */
    record Page(List<Listed> products, Optional<String> next) {}

    /** What a list says of a product. */
    record Listed(
            ProductId id, String title, Slug slug, Category category, Publication publication, Instant updatedAt) {}

    /** Deletes a product that {@link #find} returned, and records who did it in place of an earlier deletion. */
    Write remove(CatalogEntry seen, Deletion deletion);

    /** The last deletion of a product, also if the product was created again. */
    Optional<Deletion> deletion(ProductId id);

    /** @param by the subject of the token of the admin who deleted the product */
    record Deletion(Instant at, String by) {}

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

        /** The slugs that the product did not have. */
        public Set<Slug> newSlugs() {
            return seen == null || !seen.slugs().all().contains(next.slugs().current())
                    ? Set.of(next.slugs().current())
                    : Set.of();
        }

        /** The slugs that the product gives up. */
        public Set<Slug> goneSlugs() {
            if (seen == null) {
                return Set.of();
            }
            var gone = new HashSet<>(seen.slugs().all());
            gone.removeAll(next.slugs().all());
            return gone;
        }
    }

    sealed interface Write {

        record Done() implements Write {}

        /** The write conflicted with another one; read the product again. */
        record Conflicted() implements Write {}

        /** A SKU belongs to another product. */
        record Taken(Sku sku) implements Write {}

        /** A slug belongs to another product, or several of the products want it. */
        record SlugTaken(Slug slug) implements Write {}

        /** The changes do not fit into one transaction. A single product exceeds it only by removing many SKUs. */
        record TooMany() implements Write {}
    }
}
