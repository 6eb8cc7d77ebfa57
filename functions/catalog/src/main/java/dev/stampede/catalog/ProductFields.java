package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Publication.Status;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads products from requests. Products are created only once the whole request is valid. */
final class ProductFields {

    static final int MAX_IMPORT = 1000;
    /** Maximum size of a product as JSON, so that its item stays far below DynamoDB's 400 KB. */
    static final int MAX_BYTES = 64 * 1024;

    private static final String PRODUCT_ID = "productId";
    private static final String REPEATED = "must be unique";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final String currency;

    /** @param currency the store's, ISO 4217 */
    ProductFields(String currency) {
        if (!Money.isCurrency(currency)) {
            throw new IllegalArgumentException("Not an ISO 4217 currency: " + currency);
        }
        this.currency = currency;
    }

    /** @throws ProblemException naming every invalid field */
    Product product(ProductId id, Fields body) {
        var product = read(body, () -> id);
        refuseReserved(body, id);
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
    List<Row> rows(Fields body) {
        var rows = body.rows("products", 1, MAX_IMPORT, MAX_BYTES);
        body.check();
        var ids = new HashSet<ProductId>();
        var skus = new HashSet<Sku>();
        return rows.stream().map(row -> row(row, ids, skus)).toList();
    }

    /** Reads a product with its id. */
    Row row(Fields fields) {
        return row(fields, new HashSet<>(), new HashSet<>());
    }

    private Row row(Fields fields, Set<ProductId> ids, Set<Sku> skus) {
        var id = fields.parsed(PRODUCT_ID, 64, ProductId::new);
        id.ifPresent(one -> refuseReserved(fields, one));
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

    private static void refuseReserved(Fields fields, ProductId id) {
        if (id.isReserved()) {
            fields.reject(PRODUCT_ID, "must not be " + id + ", which is a path of the API");
        }
    }

    private static void refuseRepeated(Fields fields, Product product, Set<ProductId> ids, Set<Sku> skus) {
        if (ids.contains(product.id())) {
            fields.reject(PRODUCT_ID, REPEATED);
        }
        for (var index = 0; index < product.variants().size(); index++) {
            if (skus.contains(product.variants().get(index).sku())) {
                fields.reject("variants[" + index + "].sku", REPEATED);
            }
        }
    }

    private Supplier<Product> read(Fields fields, Supplier<ProductId> id) {
        var title = fields.text("title", 1, Product.MAX_TITLE);
        var summary = fields.optionalText("summary", Product.MAX_SUMMARY);
        var description = fields.optionalLines("description", Product.MAX_DESCRIPTION);
        var category = fields.parsed("category", Category.MAX_LENGTH, Category::new);
        var tags = fields.texts("tags", Product.MAX_TAGS, Product.MAX_TAG);
        rejectRepeated(fields, "tags", tags);
        if (fields.has("currency")) {
            fields.parsed("currency", 3, this::storeCurrency);
        }
        var options = options(fields);
        var skus = new HashSet<Sku>();
        var combinations = new HashSet<Map<String, String>>();
        var variants = fields.objects("variants", 1, Product.MAX_VARIANTS).stream()
                .map(variant -> variant(variant, options, skus, combinations))
                .toList();
        var media = media(fields, skus);
        var attributes = attributes(fields);
        var metadata = metadata(fields);
        var slug = fields.has("slug") ? fields.parsed("slug", Slug.MAX_LENGTH, Slug::new) : Optional.<Slug> empty();
        var seo = fields.optionalObject("seo")
                .map(texts -> new Seo(
                        texts.optionalText("title", Seo.MAX_TITLE).orElse(null),
                        texts.optionalText("description", Seo.MAX_DESCRIPTION).orElse(null)))
                .orElse(null);
        var publication = publication(fields);
        var taxCategory = fields.optionalText("taxCategory", Product.MAX_TAX_CATEGORY);
        var requiresShipping = fields.flag("requiresShipping", true);
        return () -> new Product(
                id.get(),
                title,
                summary.orElse(null),
                description.orElse(null),
                category.orElseThrow(),
                tags,
                options,
                variants.stream().map(Supplier::get).toList(),
                media.stream().map(Supplier::get).toList(),
                attributes,
                metadata,
                slug.orElse(null),
                seo,
                publication,
                taxCategory.orElse(null),
                requiresShipping,
                currency);
    }

    private String storeCurrency(String code) {
        if (!code.equals(currency)) {
            throw new IllegalArgumentException("must be the store's currency, " + currency);
        }
        return code;
    }

    /** @return the valid ones */
    private static List<Option> options(Fields fields) {
        var options = new ArrayList<Option>();
        if (!fields.has("options")) {
            return options;
        }
        var names = new HashSet<String>();
        for (var option : fields.objects("options", 0, Product.MAX_OPTIONS)) {
            var name = option.text("name", 1, Option.MAX_NAME);
            var values = option.texts("values", Option.MAX_VALUES, Option.MAX_VALUE);
            if (!names.add(name)) {
                option.reject("name", REPEATED);
            }
            if (values.isEmpty()) {
                option.reject("values", "must have 1 to " + Option.MAX_VALUES + " items");
            }
            var isRepeated = rejectRepeated(option, "values", values);
            if (!isRepeated && !name.isEmpty() && areTexts(values, Option.MAX_VALUE)) {
                options.add(new Option(name, values));
            }
        }
        return options;
    }

    private static Supplier<Variant> variant(
            Fields fields, List<Option> options, Set<Sku> skus, Set<Map<String, String>> combinations) {
        var sku = fields.parsed("sku", 64, Sku::ofGoods);
        if (sku.isPresent() && sku.get().isReserved()) {
            fields.reject("sku", "must not be " + sku.get() + ", which is a path of the API");
        }
        if (sku.isPresent() && !skus.add(sku.get())) {
            fields.reject("sku", REPEATED);
        }
        var chosen = chosen(fields, options, combinations);
        var price = fields.integer("price", 0, Variant.MAX_PRICE);
        var compareAtPrice = fields.has("compareAtPrice")
                ? fields.integer("compareAtPrice", 1, Variant.MAX_PRICE)
                : null;
        if (compareAtPrice != null && compareAtPrice <= price) {
            fields.reject("compareAtPrice", "must be greater than price");
        }
        var barcode = fields.optionalText("barcode", Variant.MAX_BARCODE);
        var weight = integer(fields, "weight", 0, Variant.MAX_WEIGHT);
        var maxPerOrder = integer(fields, "maxPerOrder", 1, OrderLine.MAX_QUANTITY);
        var maxPerCustomer = integer(fields, "maxPerCustomer", 1, OrderLine.MAX_QUANTITY);
        var requiresSignIn = fields.flag("requiresSignIn", false);
        return () -> new Variant(
                sku.orElseThrow(), chosen, price, compareAtPrice, barcode.orElse(null), weight, maxPerOrder,
                maxPerCustomer, requiresSignIn);
    }

    private static Map<String, String> chosen(
            Fields fields, List<Option> options, Set<Map<String, String>> combinations) {
        var chosen = new HashMap<String, String>();
        if (options.isEmpty() && !fields.has("options")) {
            return chosen;
        }
        var values = fields.object("options");
        for (var option : options) {
            values.parsed(option.name(), Option.MAX_VALUE, value -> {
                if (!option.values().contains(value)) {
                    throw new IllegalArgumentException("must be one of the option's values");
                }
                return value;
            }).ifPresent(value -> chosen.put(option.name(), value));
        }
        if (!options.isEmpty() && chosen.size() == options.size() && !combinations.add(chosen)) {
            fields.reject("options", "must not be those of another variant");
        }
        return chosen;
    }

    private static List<Supplier<Media>> media(Fields fields, Set<Sku> skus) {
        return fields.has("media")
                ? fields.objects("media", 0, Product.MAX_MEDIA).stream().map(one -> picture(one, skus)).toList()
                : List.of();
    }

    private static Supplier<Media> picture(Fields fields, Set<Sku> skus) {
        var url = fields.parsed("url", Media.MAX_URL, ProductFields::webAddress);
        var alt = fields.optionalText("alt", Media.MAX_ALT);
        var width = integer(fields, "width", 1, Media.MAX_SIZE);
        var height = integer(fields, "height", 1, Media.MAX_SIZE);
        if ((width == null) != (height == null)) {
            fields.reject(width == null ? "width" : "height", "is required if the other size is given");
        }
        var shown = fields.texts("skus", Product.MAX_VARIANTS, 64);
        rejectRepeated(fields, "skus", shown);
        var known = skus.stream().collect(Collectors.toMap(Sku::value, sku -> sku));
        for (var index = 0; index < shown.size(); index++) {
            if (!shown.get(index).isEmpty() && !known.containsKey(shown.get(index))) {
                fields.reject("skus[" + index + "]", "must be the SKU of one of the variants");
            }
        }
        return () -> new Media(
                url.orElseThrow(), alt.orElse(null), width, height, shown.stream().map(known::get).toList());
    }

    private static Map<String, Attribute> attributes(Fields fields) {
        var attributes = new HashMap<String, Attribute>();
        fields.optionalObject("attributes").ifPresent(values -> {
            var names = names(fields, "attributes", values, Product.MAX_ATTRIBUTES);
            for (var name : names) {
                attribute(values, name).ifPresent(value -> attributes.put(name, value));
            }
        });
        return attributes;
    }

    private static Optional<Attribute> attribute(Fields values, String name) {
        return switch (values.type(name)) {
            case STRING -> values.parsed(name, Attribute.MAX_TEXT, Attribute.Text::new);
            case NUMBER -> Optional.of(new Attribute.Number(values.number(name)));
            case BOOLEAN -> Optional.of(new Attribute.Flag(values.flag(name, false)));
            case ARRAY -> {
                var texts = values.texts(name, Attribute.MAX_TEXTS, Attribute.MAX_TEXT);
                var isRepeated = rejectRepeated(values, name, texts);
                yield !isRepeated && areTexts(texts, Attribute.MAX_TEXT)
                        ? Optional.of(new Attribute.Texts(texts))
                        : Optional.empty();
            }
            case NONE -> Optional.empty();
            case OBJECT -> {
                values.reject(name, "must be a string, a number, a boolean or an array of strings");
                yield Optional.empty();
            }
        };
    }

    private static Map<String, String> metadata(Fields fields) {
        var metadata = new HashMap<String, String>();
        fields.optionalObject("metadata")
                .ifPresent(values -> names(fields, "metadata", values, Product.MAX_METADATA)
                        .stream()
                        .filter(values::has)
                        .forEach(name -> metadata.put(name, values.text(name, 0, Product.MAX_METADATA_VALUE))));
        return metadata;
    }

    /** The names of an object's fields, if all are valid; the values of invalid names are not read. */
    private static List<String> names(Fields fields, String field, Fields values, int max) {
        var names = values.names();
        if (names.size() > max) {
            fields.reject(field, "must have at most " + max + " fields");
        }
        names.stream().filter(name -> !FilterTerms.isName(name)).findFirst().ifPresent(name -> fields.reject(
                field, "must have names of " + FilterTerms.NAME_FORM));
        names.forEach(values::has);
        return names.stream().filter(name -> FilterTerms.isName(name)).limit(max).toList();
    }

    private static Publication publication(Fields fields) {
        var status = fields.has("status")
                ? fields.parsed("status", 20, ProductFields::status).orElse(Status.PUBLISHED)
                : Status.PUBLISHED;
        var from = time(fields, "availableFrom");
        var until = time(fields, "availableUntil");
        if (from != null && until != null && !from.isBefore(until)) {
            fields.reject("availableUntil", "must be later than availableFrom");
            return Publication.ALWAYS;
        }
        return new Publication(status, from, until);
    }

    /** @throws IllegalArgumentException if there is no such status */
    static Status status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> ProductView.text(status).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be draft or published"));
    }

    private static @Nullable Instant time(Fields fields, String field) {
        return fields.has(field) ? fields.parsed(field, 40, ProductFields::time).orElse(null) : null;
    }

    /** In milliseconds, as the catalog keeps it. */
    private static Instant time(String text) {
        try {
            var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("must be a time from the year 2000 to the year 9999");
            }
            return time;
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("must be an RFC 3339 timestamp");
        }
    }

    private static @Nullable Integer integer(Fields fields, String field, int min, int max) {
        return fields.has(field) ? (int) fields.integer(field, min, max) : null;
    }

    /** Whether there are texts and {@link Fields#texts} has found none of them empty or too long. */
    private static boolean areTexts(List<String> texts, int max) {
        return !texts.isEmpty() && texts.stream().noneMatch(text -> text.isEmpty() || text.length() > max);
    }

    private static boolean rejectRepeated(Fields fields, String field, List<String> texts) {
        var isRepeated = new HashSet<>(texts).size() < texts.size();
        if (isRepeated) {
            fields.reject(field, "must not have the same item twice");
        }
        return isRepeated;
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
