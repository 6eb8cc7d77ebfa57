package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalog as shoppers read it; may lag behind writes by a moment. Implementations are thread-safe. */
public interface ProductCatalog {

    /** @param after where the page before ended, or null for the first page @param limit 1 to 100 */
    Page<ProductSummary> list(ListingQuery query, @Nullable String after, int limit);

    Optional<Found> find(ProductId id);

    /** The categories that have products, by slug; takes a round of reads for each large one. Parameters as of {@link #list}. */
    Page<String> categories(@Nullable String after, int limit);

    /** The products with a word that begins with {@code prefix}, at most about a thousand of them. */
    WordMatches matches(String prefix);

    /** Those of the products that exist, in the same order. */
    List<ProductSummary> products(List<ProductId> ids);

    /** @param next where the page ends, empty on the last page */
    record Page<T>(List<T> items, Optional<String> next) {}

    /** @param version grows with each change of the product by the shop */
    record Found(ProductDetail product, long version) {}
}
