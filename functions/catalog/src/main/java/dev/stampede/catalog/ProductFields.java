package dev.stampede.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads products from requests. Products are created only once the whole request is valid. */
final class ProductFields {

    static final int MAX_IMPORT = 100;

    private static final String REPEATED = "must be unique";

    private ProductFields() {}

    /** @throws ProblemException naming every invalid field */
    static Product product(ProductId id, Fields body) {
        var product = read(body, () -> id);
        body.check();
        return product.get();
    }

    /** A row of an import. */
    sealed interface Row {

        record Valid(Product product) implements Row {}

        /** @param id of the product, if it is valid */
        record Invalid(@Nullable ProductId id, Problem problem) implements Row {}
    }

    /**
     * Reads {@code {products: [...]}}. Valid rows have different products and SKUs.
     *
     * @return one per row, in order
     * @throws ProblemException if it is not such an array
     */
    static List<Row> rows(Fields body) {
        var rows = body.rows("products", 1, MAX_IMPORT);
        body.check();
        var ids = new HashSet<ProductId>();
        var skus = new HashSet<Sku>();
        return rows.stream().map(row -> row(row, ids, skus)).toList();
    }

    private static Row row(Fields fields, Set<ProductId> ids, Set<Sku> skus) {
        var id = fields.parsed("productId", 64, ProductId::new);
        var read = read(fields, id::orElseThrow);
        if (fields.problem().isEmpty()) {
            refuseRepeated(fields, read.get(), ids, skus);
        }
        if (fields.problem().isPresent()) {
            return new Row.Invalid(id.orElse(null), fields.problem().get());
        }
        var product = read.get();
        ids.add(product.id());
        skus.addAll(product.skus());
        return new Row.Valid(product);
    }

    private static void refuseRepeated(Fields fields, Product product, Set<ProductId> ids, Set<Sku> skus) {
        if (ids.contains(product.id())) {
            fields.reject("productId", REPEATED);
        }
        for (var index = 0; index < product.variants().size(); index++) {
            if (skus.contains(product.variants().get(index).sku())) {
                fields.reject("variants[" + index + "].sku", REPEATED);
            }
        }
    }

    private static Supplier<Product> read(Fields fields, Supplier<ProductId> id) {
        var skus = new HashSet<Sku>();
        var title = fields.text("title", 1, Product.MAX_TITLE);
        var summary = fields.optionalText("summary", Product.MAX_SUMMARY);
        var description = fields.optionalLines("description", Product.MAX_DESCRIPTION);
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
        var sku = fields.parsed("sku", 64, Sku::new);
        if (sku.isPresent() && !skus.add(sku.get())) {
            fields.reject("sku", REPEATED);
        }
        var name = fields.optionalText("name", Variant.MAX_NAME);
        var price = fields.integer("price", 0, Variant.MAX_PRICE);
        return () -> new Variant(sku.orElseThrow(), name.orElse(null), price);
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
        throw new IllegalArgumentException("must be a URL that starts with https:// or http://");
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
