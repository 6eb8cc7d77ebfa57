package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Products for tests. */
public final class SampleProducts {

    private static final List<Option> SIZES = List.of(new Option("size", List.of("A5", "A6")));

    private SampleProducts() {}

    /** A product that has something of everything. */
    public static Product notebook() {
        return new Product(
                new ProductId("field-notebook"),
                "Field notebook",
                "A notebook for notes on the road",
                "Numbered pages.",
                new Category("paper"),
                List.of("travel", "new"),
                SIZES,
                List.of(
                        new Variant(
                                new Sku("FIELD-NOTEBOOK-A5"), Map.of("size", "A5"), 1250, 1500L, "4006381333931", 210,
                                3),
                        new Variant(
                                new Sku("FIELD-NOTEBOOK-A6"), Map.of("size", "A6"), 950, null, null, null, null)),
                List.of(
                        new Media(
                                "https://images.example.com/field-notebook.jpg", "A green notebook", 800, 600,
                                List.of()),
                        new Media(
                                "https://images.example.com/a6.jpg", null, null, null,
                                List.of(new Sku("FIELD-NOTEBOOK-A6")))),
                Map.of(
                        "material", new Attribute.Text("paper"),
                        "pages", new Attribute.Number(new BigDecimal("96")),
                        "lined", new Attribute.Flag(false),
                        "colors", new Attribute.Texts(List.of("green", "black"))),
                Map.of("supplier", "Paper Ltd."),
                null,
                new Seo("Field notebook A5 and A6", null),
                new Publication(
                        Publication.Status.PUBLISHED, Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z")),
                "books",
                true,
                "EUR");
    }

    public static Product titled(Product product, String title) {
        return new Product(
                product.id(), title, product.summary(), product.description(), product.category(), product.tags(),
                product.options(), product.variants(), product.media(), product.attributes(), product.metadata(),
                product.slug(), product.seo(), product.publication(), product.taxCategory(), product.requiresShipping(),
                product.currency());
    }

    public static Product in(Product product, String category) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), new Category(category),
                product.tags(), product.options(), product.variants(), product.media(), product.attributes(),
                product.metadata(), product.slug(), product.seo(), product.publication(), product.taxCategory(),
                product.requiresShipping(), product.currency());
    }

    public static Product slugged(Product product, String slug) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), product.category(),
                product.tags(), product.options(), product.variants(), product.media(), product.attributes(),
                product.metadata(), new Slug(slug), product.seo(), product.publication(), product.taxCategory(),
                product.requiresShipping(), product.currency());
    }

    /** With these variants, and without options and media. */
    public static Product with(Product product, Variant... variants) {
        return withOptions(product, List.of(), variants);
    }

    public static Product withOptions(Product product, List<Option> options, Variant... variants) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), product.category(),
                product.tags(), options, List.of(variants), List.of(), product.attributes(), product.metadata(),
                product.slug(), product.seo(), product.publication(), product.taxCategory(), product.requiresShipping(),
                product.currency());
    }

    public static Product draft(Product product) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), product.category(),
                product.tags(), product.options(), product.variants(), product.media(), product.attributes(),
                product.metadata(), product.slug(), product.seo(),
                new Publication(Publication.Status.DRAFT, null, null),
                product.taxCategory(), product.requiresShipping(), product.currency());
    }

    public static Variant variant(Sku sku, long price) {
        return variant(sku, Map.of(), price);
    }

    public static Variant variant(Sku sku, Map<String, String> options, long price) {
        return new Variant(sku, options, price, null, null, null, null);
    }

    /** A product with one variant and without optional attributes. */
    public static Product plain(String id, String sku) {
        return new Product(
                new ProductId(id), "Plain " + id, null, null, new Category("plain"), List.of(), List.of(),
                List.of(variant(new Sku(sku), 500)), List.of(), Map.of(), Map.of(), null, null, Publication.ALWAYS,
                null,
                true, "EUR");
    }

    /** As many SKUs as a product can have, each beginning with {@code prefix}. */
    public static Variant[] mostVariants(String prefix) {
        return variants(prefix, Product.MAX_VARIANTS);
    }

    public static Variant[] variants(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> variant(new Sku(prefix + n), n))
                .toArray(Variant[]::new);
    }

    public static Variant[] and(Variant[] some, Variant... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(Variant[]::new);
    }
}
