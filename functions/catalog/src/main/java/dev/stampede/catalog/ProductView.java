package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as the API returns it. */
record ProductView(
        ProductId productId,
        String title,
        @Nullable String summary,
        @Nullable String description,
        String category,
        long price,
        String currency,
        @Nullable String imageUrl,
        Availability availability,
        List<VariantView> variants,
        Instant createdAt,
        Instant updatedAt) {

    record VariantView(Sku sku, @Nullable String name, long price, Availability availability) {}

    static ProductView of(CatalogEntry entry) {
        var product = entry.product();
        return new ProductView(
                product.id(),
                product.title(),
                product.summary(),
                product.description(),
                product.category().slug(),
                product.lowestPrice(),
                product.currency(),
                product.imageUrl(),
                entry.availability(),
                product.variants().stream()
                        .map(variant -> new VariantView(
                                variant.sku(), variant.name(), variant.price(), entry.availability(variant.sku())))
                        .toList(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
