package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The details of a product.
 *
 * @param price the lowest of its variants, in minor units
 * @param availability {@code IN_STOCK}, {@code LOW} or {@code OUT}: the best of its variants
 */
public record ProductDetail(
        ProductId productId,
        String title,
        @Nullable String summary,
        @Nullable String description,
        String category,
        long price,
        String currency,
        @Nullable String imageUrl,
        String availability,
        List<Variant> variants,
        Instant createdAt,
        Instant updatedAt) {

    /** @param price minor units */
    public record Variant(Sku sku, @Nullable String name, long price, String availability) {}
}
