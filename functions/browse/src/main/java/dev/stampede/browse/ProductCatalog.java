package dev.stampede.browse;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalog as shoppers read it; reads are eventually consistent. Implementations are thread-safe. */
public interface ProductCatalog {

    /** @param after where the previous page ended, or null for the first page @param limit 1 to 100 */
    Page<ProductSummary> list(ListingQuery query, @Nullable String after, int limit);

    Optional<Found> find(ProductId id);

    /** The product that has this slug, or had it. */
    Optional<Found> find(Slug slug);

    /** @param next where the page ends, empty on the last page */
    record Page<T>(List<T> items, Optional<String> next) {}

    /** @param version increases each time an admin changes the product */
    record Found(ProductDetail product, long version) {}
}
