package dev.stampede.browse;

import dev.stampede.contracts.catalog.OfferedVariant;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of a product.
 *
 * @param compareAtPrice what the lowest price is compared with, in minor units, or null ({@link OfferedVariant#compareAtPrice})
 * @param availability {@code IN_STOCK}, {@code LOW} or {@code OUT}: the best of its variants
 * @param attributes strings, numbers, booleans and lists of strings, sorted by name
 */
public record ProductDetail(
        ProductId productId,
        String title,
        Slug slug,
        @Nullable String summary,
        @Nullable String description,
        String category,
        List<String> tags,
        PriceRange priceRange,
        @Nullable Long compareAtPrice,
        String currency,
        @Nullable Picture picture,
        String availability,
        List<Option> options,
        List<Variant> variants,
        List<Media> media,
        Map<String, Object> attributes,
        @Nullable Seo seo,
        boolean requiresShipping,
        @Nullable Instant availableUntil,
        Instant createdAt,
        Instant updatedAt) {

    public record Option(String name, List<String> values) {}

    /**
     * @param options a value for each of the product's options, in their order
     * @param price minor units, like {@code compareAtPrice}
     * @param weight grams
     */
    public record Variant(
            Sku sku,
            Map<String, String> options,
            long price,
            @Nullable Long compareAtPrice,
            @Nullable String barcode,
            @Nullable Integer weight,
            @Nullable Integer maxPerOrder,
            @Nullable Integer maxPerCustomer,
            @Nullable Boolean requiresSignIn,
            String availability) {}

    /** @param skus the variants that it shows; empty if it shows all of them */
    public record Media(
            String url, @Nullable String alt, @Nullable Integer width, @Nullable Integer height, List<Sku> skus) {}

    public record Seo(@Nullable String title, @Nullable String description) {}
}
