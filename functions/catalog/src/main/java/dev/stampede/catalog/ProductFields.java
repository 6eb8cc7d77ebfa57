package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.ProblemException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads products from requests. What is read becomes a product only once all of the request has been found valid. */
final class ProductFields {

    static final int MAX_IMPORT = 100;

    private ProductFields() {}

    /** @throws ProblemException naming every invalid field */
    static Product product(ProductId id, Fields body) {
        var product = read(body, () -> id, new HashSet<>());
        body.check();
        return product.get();
    }

    /**
     * Reads {@code {products: [...]}}, of different products and SKUs.
     *
     * @throws ProblemException naming every invalid field
     */
    static List<Product> products(Fields body) {
        var ids = new HashSet<ProductId>();
        var skus = new HashSet<Sku>();
        var products = body.objects("products", 1, MAX_IMPORT).stream()
                .map(product -> read(product, different(product, "productId", id(product), ids), skus))
                .toList();
        body.check();
        return products.stream().map(Supplier::get).toList();
    }

    private static Supplier<Product> read(Fields fields, Supplier<ProductId> id, Set<Sku> skus) {
        var title = fields.text("title", 1, Product.MAX_TITLE);
        var summary = fields.optionalText("summary", Product.MAX_SUMMARY);
        var description = fields.optionalText("description", Product.MAX_DESCRIPTION);
        var category = fields.parsed("category", Category.MAX_LENGTH, Category::new);
        var currency = fields.parsed("currency", 3, ProductFields::currency);
        var imageUrl = fields.has("imageUrl")
                ? fields.parsed("imageUrl", Product.MAX_IMAGE_URL, ProductFields::webAddress)
                : Optional.<String> empty();
        var variants = fields.objects("variants", 1, Product.MAX_VARIANTS).stream()
                .map(variant -> variant(variant, skus))
                .toList();
        return () -> new Product(
                id.get(),
                title,
                summary.orElse(null),
                description.orElse(null),
                category.orElseThrow(),
                currency.orElseThrow(),
                imageUrl.orElse(null),
                variants.stream().map(Supplier::get).toList());
    }

    private static Supplier<Variant> variant(Fields fields, Set<Sku> skus) {
        var sku = different(fields, "sku", fields.parsed("sku", 64, Sku::new), skus);
        var name = fields.optionalText("name", Variant.MAX_NAME);
        var price = fields.integer("price", 0, Variant.MAX_PRICE);
        return () -> new Variant(sku.get(), name.orElse(null), price);
    }

    private static Optional<ProductId> id(Fields fields) {
        return fields.parsed("productId", 64, ProductId::new);
    }

    private static <T> Supplier<T> different(Fields fields, String field, Optional<T> value, Set<T> seen) {
        if (value.isPresent() && !seen.add(value.get())) {
            fields.reject(field, "is given more than once");
        }
        return value::orElseThrow;
    }

    private static String currency(String code) {
        if (!Money.isCurrency(code)) {
            throw new IllegalArgumentException("must be an ISO 4217 currency code");
        }
        return code;
    }

    private static String webAddress(String text) {
        if (isWebAddress(text)) {
            return text;
        }
        throw new IllegalArgumentException("must be an address that begins with https:// or http://");
    }

    private static boolean isWebAddress(String text) {
        try {
            var address = URI.create(text);
            return address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
