package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalog as shoppers read it; reads are eventually consistent. Implementations are thread-safe. */
public interface ProductCatalog {

    /** @param after where the previous page ended, or null for the first page @param limit 1 to 100 */
    Page<ProductSummary> list(ListingQuery query, @Nullable String after, int limit);

    Optional<Found> find(ProductId id);

    /**
     * The categories that have products, by slug; needs one round of reads per large category. For the parameters see
     * {@link #list}.
     */
    Page<String> categories(@Nullable String after, int limit);

    /** Up to about 1,000 products that have a word with this prefix. */
    WordMatches matches(String prefix);

    /** The products that exist, in the order of {@code ids}. */
    List<ProductSummary> products(List<ProductId> ids);

    /** @param next where the page ends, empty on the last page */
    record Page<T>(List<T> items, Optional<String> next) {}

    /** @param version increases each time an admin changes the product */
    record Found(ProductDetail product, long version) {}
}
