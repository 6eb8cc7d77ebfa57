package dev.stampede.browse;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import org.jspecify.annotations.Nullable;

/**
 * A product in a listing.
 *
 * @param picture the first of its media, or null if it has none
 * @param availability {@code IN_STOCK}, {@code LOW} or {@code OUT}
 */
public record ProductSummary(
        ProductId productId,
        String title,
        Slug slug,
        @Nullable String summary,
        String category,
        PriceRange priceRange,
        String currency,
        @Nullable Picture picture,
        String availability) {}
