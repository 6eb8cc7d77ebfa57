package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.List;
import java.util.stream.IntStream;

/** Products for tests. */
public final class SampleProducts {

    private SampleProducts() {}

    public static Product notebook() {
        return new Product(
                new ProductId("field-notebook"),
                "Field notebook",
                "A notebook for notes on the road",
                "Numbered pages.",
                new Category("paper"),
                "EUR",
                "https://images.example.com/field-notebook.jpg",
                List.of(
                        new Variant(new Sku("FIELD-NOTEBOOK-A5"), "A5", 1250),
                        new Variant(new Sku("FIELD-NOTEBOOK-A6"), "A6", 950)));
    }

    public static Product titled(Product product, String title) {
        return new Product(
                product.id(), title, product.summary(), product.description(), product.category(), product.currency(),
                product.imageUrl(), product.variants());
    }

    public static Product in(Product product, String category) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), new Category(category),
                product.currency(), product.imageUrl(), product.variants());
    }

    public static Product with(Product product, Variant... variants) {
        return new Product(
                product.id(), product.title(), product.summary(), product.description(), product.category(),
                product.currency(), product.imageUrl(), List.of(variants));
    }

    /** A product with one variant and nothing that may be absent. */
    public static Product plain(String id, String sku) {
        return new Product(
                new ProductId(id), "Plain " + id, null, null, new Category("plain"), "EUR", null,
                List.of(new Variant(new Sku(sku), null, 500)));
    }

    /** As many SKUs as a product can have, each beginning with {@code prefix}. */
    public static Variant[] mostVariants(String prefix) {
        return IntStream.range(0, Product.MAX_VARIANTS)
                .mapToObj(n -> new Variant(new Sku(prefix + n), "no. " + n, n))
                .toArray(Variant[]::new);
    }
}
