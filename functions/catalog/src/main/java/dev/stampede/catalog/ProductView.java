package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product as the admin API returns it.
 *
 * @param updatedBy the subject of the token of the admin who made the last change
 */
record ProductView(
        ProductId productId,
        String title,
        Slug slug,
        List<Slug> formerSlugs,
        @Nullable String summary,
        @Nullable String description,
        String category,
        List<String> tags,
        PriceRange priceRange,
        @Nullable Long compareAtPrice,
        String currency,
        @Nullable PictureView picture,
        Availability availability,
        List<Option> options,
        List<VariantView> variants,
        List<Media> media,
        Map<String, Object> attributes,
        Map<String, String> metadata,
        @Nullable Seo seo,
        String status,
        @Nullable Instant availableFrom,
        @Nullable Instant availableUntil,
        @Nullable String taxCategory,
        boolean requiresShipping,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String updatedBy) {

    /** Minor units. */
    record PriceRange(long from, long to) {}

    record VariantView(
            Sku sku,
            Map<String, String> options,
            long price,
            @Nullable Long compareAtPrice,
            @Nullable String barcode,
            @Nullable Integer weight,
            @Nullable Integer maxPerOrder,
            @Nullable Integer maxPerCustomer,
            @Nullable Boolean requiresSignIn,
            Availability availability) {

        private static VariantView of(Product product, Variant variant, Availability availability) {
            var options = new LinkedHashMap<String, String>();
            product.options().forEach(option -> options.put(option.name(), variant.options().get(option.name())));
            return new VariantView(
                    variant.sku(),
                    options,
                    variant.price(),
                    variant.compareAtPrice(),
                    variant.barcode(),
                    variant.weight(),
                    variant.maxPerOrder(),
                    variant.maxPerCustomer(),
                    variant.requiresSignIn() ? true : null,
                    availability);
        }
    }

    record PictureView(String url, @Nullable String alt, @Nullable Integer width, @Nullable Integer height) {

        private static PictureView of(Media media) {
            return new PictureView(media.url(), media.alt(), media.width(), media.height());
        }
    }

    static ProductView of(CatalogEntry entry) {
        var product = entry.product();
        var offered = entry.offered();
        return new ProductView(
                product.id(),
                product.title(),
                entry.slugs().current(),
                entry.slugs().former(),
                product.summary(),
                product.description(),
                product.category().path(),
                product.tags(),
                new PriceRange(offered.lowestPrice(), offered.highestPrice()),
                entry.compareAtPrice(),
                product.currency(),
                product.picture().map(PictureView::of).orElse(null),
                offered.availability(),
                product.options(),
                product.variants().stream()
                        .map(variant -> VariantView.of(product, variant, entry.availability(variant.sku())))
                        .toList(),
                product.media(),
                attributes(product),
                new TreeMap<>(product.metadata()),
                product.seo(),
                text(product.publication().status()),
                product.publication().from(),
                product.publication().until(),
                product.taxCategory(),
                product.requiresShipping(),
                entry.createdAt(),
                entry.updatedAt(),
                entry.updatedBy());
    }

    /** As the API writes it: {@code draft} or {@code published}. */
    static String text(Publication.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> attributes(Product product) {
        var attributes = new TreeMap<String, Object>();
        product.attributes().forEach((name, attribute) -> attributes.put(name, switch (attribute) {
            case Attribute.Text(var text) -> text;
            case Attribute.Number(var number) -> number;
            case Attribute.Flag(var flag) -> flag;
            case Attribute.Texts(var texts) -> texts;
        }));
        return attributes;
    }
}
