package dev.stampede.catalog.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.ALT;
import static dev.stampede.contracts.catalog.CatalogItems.ATTRIBUTES;
import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.AVAILABLE_FROM;
import static dev.stampede.contracts.catalog.CatalogItems.AVAILABLE_UNTIL;
import static dev.stampede.contracts.catalog.CatalogItems.BARCODE;
import static dev.stampede.contracts.catalog.CatalogItems.CATEGORY;
import static dev.stampede.contracts.catalog.CatalogItems.COMPARE_AT_PRICE;
import static dev.stampede.contracts.catalog.CatalogItems.CREATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.CURRENCY;
import static dev.stampede.contracts.catalog.CatalogItems.DESCRIPTION;
import static dev.stampede.contracts.catalog.CatalogItems.FILTERS;
import static dev.stampede.contracts.catalog.CatalogItems.HEIGHT;
import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_CUSTOMER;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_ORDER;
import static dev.stampede.contracts.catalog.CatalogItems.MEDIA;
import static dev.stampede.contracts.catalog.CatalogItems.METADATA;
import static dev.stampede.contracts.catalog.CatalogItems.NAME;
import static dev.stampede.contracts.catalog.CatalogItems.OLD_SLUGS;
import static dev.stampede.contracts.catalog.CatalogItems.OPTIONS;
import static dev.stampede.contracts.catalog.CatalogItems.PICTURE;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE;
import static dev.stampede.contracts.catalog.CatalogItems.PRICES;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE_TO;
import static dev.stampede.contracts.catalog.CatalogItems.PRODUCT_ID;
import static dev.stampede.contracts.catalog.CatalogItems.REQUIRES_SHIPPING;
import static dev.stampede.contracts.catalog.CatalogItems.REQUIRES_SIGN_IN;
import static dev.stampede.contracts.catalog.CatalogItems.SEO;
import static dev.stampede.contracts.catalog.CatalogItems.SKU;
import static dev.stampede.contracts.catalog.CatalogItems.SKUS;
import static dev.stampede.contracts.catalog.CatalogItems.SKU_AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.SLUG;
import static dev.stampede.contracts.catalog.CatalogItems.STATUS;
import static dev.stampede.contracts.catalog.CatalogItems.SUMMARY;
import static dev.stampede.contracts.catalog.CatalogItems.TAGS;
import static dev.stampede.contracts.catalog.CatalogItems.TAX_CATEGORY;
import static dev.stampede.contracts.catalog.CatalogItems.TITLE;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_BY;
import static dev.stampede.contracts.catalog.CatalogItems.URL;
import static dev.stampede.contracts.catalog.CatalogItems.VALUES;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANT;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;
import static dev.stampede.contracts.catalog.CatalogItems.WEIGHT;
import static dev.stampede.contracts.catalog.CatalogItems.WIDTH;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.stampede.catalog.Attribute;
import dev.stampede.catalog.CatalogEntry;
import dev.stampede.catalog.Media;
import dev.stampede.catalog.Option;
import dev.stampede.catalog.Product;
import dev.stampede.catalog.Products.Deletion;
import dev.stampede.catalog.Products.Listed;
import dev.stampede.catalog.Seo;
import dev.stampede.catalog.Slugs;
import dev.stampede.catalog.Variant;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.adapters.GoodsAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Products and their SKUs as items of the catalog table. */
final class ProductItems {

    private ProductItems() {}

    static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(KEY, fromS(CatalogItems.productKey(id)));
    }

    static Map<String, AttributeValue> key(Sku sku) {
        return Map.of(KEY, fromS(CatalogItems.skuKey(sku)));
    }

    static Map<String, AttributeValue> key(Slug slug) {
        return Map.of(KEY, fromS(CatalogItems.slugKey(slug)));
    }

    static Map<String, AttributeValue> deletionKey(ProductId id) {
        return Map.of(KEY, fromS(CatalogItems.deletionKey(id)));
    }

    static Map<String, AttributeValue> deletion(ProductId id, Deletion deletion) {
        var item = new HashMap<>(deletionKey(id));
        item.put(UPDATED_AT, fromS(deletion.at().toString()));
        item.put(UPDATED_BY, fromS(deletion.by()));
        return item;
    }

    static Deletion deletion(Map<String, AttributeValue> item) {
        return new Deletion(Instant.parse(item.get(UPDATED_AT).s()), item.get(UPDATED_BY).s());
    }

    /** All attributes of a product. */
    static Map<String, AttributeValue> product(CatalogEntry entry) {
        var product = entry.product();
        var offered = entry.offered();
        var item = new HashMap<String, AttributeValue>();
        item.put(PRODUCT_ID, fromS(product.id().value()));
        item.put(TITLE, fromS(product.title()));
        item.put(SLUG, fromS(entry.slugs().current().value()));
        item.put(OLD_SLUGS, texts(entry.slugs().former().stream().map(Slug::value).toList()));
        item.put(CATEGORY, fromS(product.category().path()));
        item.put(TAGS, texts(product.tags()));
        item.put(AVAILABILITY, fromS(offered.availability().name()));
        item.put(SKU_AVAILABILITY, skuAvailability(entry));
        item.put(PRICE, number(offered.lowestPrice()));
        item.put(PRICE_TO, number(offered.highestPrice()));
        if (offered.prices().size() > 2) {
            item.put(PRICES, fromL(offered.prices().stream().map(ProductItems::number).toList()));
        }
        item.put(CURRENCY, fromS(product.currency()));
        item.put(OPTIONS, fromL(product.options().stream().map(ProductItems::option).toList()));
        item.put(VARIANTS, fromL(product.variants().stream().map(ProductItems::variant).toList()));
        item.put(MEDIA, fromL(product.media().stream().map(ProductItems::media).toList()));
        item.put(ATTRIBUTES, fromM(mapped(product.attributes(), ProductItems::attribute)));
        item.put(METADATA, fromM(mapped(product.metadata(), AttributeValue::fromS)));
        item.put(REQUIRES_SHIPPING, fromBool(product.requiresShipping()));
        item.put(CREATED_AT, fromS(entry.createdAt().toString()));
        item.put(UPDATED_AT, fromS(entry.updatedAt().toString()));
        putIfPresent(item, UPDATED_BY, entry.updatedBy());
        item.put(VERSION, version(entry));
        putIfPresent(item, SUMMARY, product.summary());
        putIfPresent(item, DESCRIPTION, product.description());
        putIfPresent(item, TAX_CATEGORY, product.taxCategory());
        product.picture().ifPresent(picture -> item.put(PICTURE, picture(picture)));
        var filters = product.filters();
        if (!filters.isEmpty()) {
            item.put(FILTERS, AttributeValue.fromSs(List.copyOf(filters)));
        }
        if (product.seo() != null) {
            item.put(SEO, seo(product.seo()));
        }
        putPublication(item, product.publication());
        ListingKeys.of(product.id(), product.category()).forEach((name, value) -> item.put(name, fromS(value)));
        return item;
    }

    /** The attributes of a SKU that the catalog writes, without the availability. */
    static Map<String, AttributeValue> sku(Product product, Variant variant) {
        var item = new HashMap<String, AttributeValue>();
        item.put(SKU, fromS(variant.sku().value()));
        item.put(PRODUCT_ID, fromS(product.id().value()));
        item.put(TITLE, fromS(product.title()));
        item.put(PRICE, number(variant.price()));
        item.put(CURRENCY, fromS(product.currency()));
        if (!product.options().isEmpty()) {
            item.put(VARIANT, fromS(product.label(variant)));
            item.put(OPTIONS, fromM(mapped(variant.options(), AttributeValue::fromS)));
        }
        putIfPresent(item, MAX_PER_ORDER, variant.maxPerOrder());
        putCustomerLimits(item, variant);
        item.putAll(GoodsAttributes.attributes(product.goods(variant)));
        product.picture(variant.sku()).ifPresent(picture -> item.put(PICTURE, picture(picture)));
        putPublication(item, product.publication());
        return item;
    }

    private static void putPublication(Map<String, AttributeValue> item, Publication publication) {
        if (publication.isDraft()) {
            item.put(STATUS, fromS(publication.status().name()));
        }
        putIfPresent(item, AVAILABLE_FROM, publication.from());
        putIfPresent(item, AVAILABLE_UNTIL, publication.until());
    }

    static AttributeValue version(CatalogEntry entry) {
        return number(entry.version());
    }

    static AttributeValue skuAvailability(CatalogEntry entry) {
        return fromM(entry.skuAvailability().entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().value(), one -> fromS(one.getValue().name()))));
    }

    static CatalogEntry entry(Map<String, AttributeValue> item) {
        return new CatalogEntry(
                product(item),
                Long.parseLong(item.get(VERSION).n()),
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()),
                text(item, UPDATED_BY),
                item.get(SKU_AVAILABILITY).m().entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> new Sku(one.getKey()), one -> Availability.valueOf(one.getValue().s()))),
                new Slugs(new Slug(item.get(SLUG).s()), texts(item, OLD_SLUGS).stream().map(Slug::new).toList()));
    }

    static Listed listed(Map<String, AttributeValue> item) {
        return new Listed(
                new ProductId(item.get(PRODUCT_ID).s()),
                item.get(TITLE).s(),
                new Slug(item.get(SLUG).s()),
                new Category(item.get(CATEGORY).s()),
                publication(item),
                Instant.parse(item.get(UPDATED_AT).s()));
    }

    static Publication publication(Map<String, AttributeValue> item) {
        return Publication.of(text(item, STATUS), text(item, AVAILABLE_FROM), text(item, AVAILABLE_UNTIL));
    }

    private static Product product(Map<String, AttributeValue> item) {
        return new Product(
                new ProductId(item.get(PRODUCT_ID).s()),
                item.get(TITLE).s(),
                text(item, SUMMARY),
                text(item, DESCRIPTION),
                new Category(item.get(CATEGORY).s()),
                texts(item, TAGS),
                item.get(OPTIONS).l().stream().map(option -> option(option.m())).toList(),
                item.get(VARIANTS).l().stream().map(variant -> variant(variant.m())).toList(),
                item.get(MEDIA).l().stream().map(media -> media(media.m())).toList(),
                read(item.get(ATTRIBUTES).m(), ProductItems::attribute),
                read(item.get(METADATA).m(), AttributeValue::s),
                null,
                item.containsKey(SEO)
                        ? new Seo(text(item.get(SEO).m(), TITLE), text(item.get(SEO).m(), DESCRIPTION))
                        : null,
                publication(item),
                text(item, TAX_CATEGORY),
                item.get(REQUIRES_SHIPPING).bool(),
                item.get(CURRENCY).s());
    }

    private static AttributeValue option(Option option) {
        return fromM(Map.of(NAME, fromS(option.name()), VALUES, texts(option.values())));
    }

    private static Option option(Map<String, AttributeValue> map) {
        return new Option(map.get(NAME).s(), texts(map, VALUES));
    }

    private static AttributeValue variant(Variant variant) {
        var map = new HashMap<String, AttributeValue>();
        map.put(SKU, fromS(variant.sku().value()));
        map.put(PRICE, number(variant.price()));
        if (!variant.options().isEmpty()) {
            map.put(OPTIONS, fromM(mapped(variant.options(), AttributeValue::fromS)));
        }
        putIfPresent(map, COMPARE_AT_PRICE, variant.compareAtPrice());
        putIfPresent(map, BARCODE, variant.barcode());
        putIfPresent(map, WEIGHT, variant.weight());
        putIfPresent(map, MAX_PER_ORDER, variant.maxPerOrder());
        putCustomerLimits(map, variant);
        return fromM(map);
    }

    private static void putCustomerLimits(Map<String, AttributeValue> item, Variant variant) {
        putIfPresent(item, MAX_PER_CUSTOMER, variant.maxPerCustomer());
        if (variant.requiresSignIn()) {
            item.put(REQUIRES_SIGN_IN, AttributeValue.fromBool(true));
        }
    }

    private static Variant variant(Map<String, AttributeValue> map) {
        var compareAtPrice = map.get(COMPARE_AT_PRICE);
        return new Variant(
                new Sku(map.get(SKU).s()),
                map.containsKey(OPTIONS) ? read(map.get(OPTIONS).m(), AttributeValue::s) : Map.of(),
                Long.parseLong(map.get(PRICE).n()),
                compareAtPrice == null ? null : Long.valueOf(compareAtPrice.n()),
                text(map, BARCODE),
                integer(map, WEIGHT),
                integer(map, MAX_PER_ORDER),
                integer(map, MAX_PER_CUSTOMER),
                map.containsKey(REQUIRES_SIGN_IN));
    }

    private static AttributeValue media(Media media) {
        var map = new HashMap<>(picture(media).m());
        if (!media.skus().isEmpty()) {
            map.put(SKUS, texts(media.skus().stream().map(Sku::value).toList()));
        }
        return fromM(map);
    }

    private static AttributeValue picture(Media media) {
        var map = new HashMap<String, AttributeValue>();
        map.put(URL, fromS(media.url()));
        putIfPresent(map, ALT, media.alt());
        putIfPresent(map, WIDTH, media.width());
        putIfPresent(map, HEIGHT, media.height());
        return fromM(map);
    }

    private static Media media(Map<String, AttributeValue> map) {
        return new Media(
                map.get(URL).s(),
                text(map, ALT),
                integer(map, WIDTH),
                integer(map, HEIGHT),
                map.containsKey(SKUS) ? texts(map, SKUS).stream().map(Sku::new).toList() : List.of());
    }

    private static AttributeValue attribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Text(var text) -> fromS(text);
            case Attribute.Number(var number) -> fromN(number.toPlainString());
            case Attribute.Flag(var flag) -> fromBool(flag);
            case Attribute.Texts(var texts) -> texts(texts);
        };
    }

    private static Attribute attribute(AttributeValue value) {
        return switch (value.type()) {
            case N -> new Attribute.Number(new BigDecimal(value.n()));
            case BOOL -> new Attribute.Flag(value.bool());
            case L -> new Attribute.Texts(value.l().stream().map(AttributeValue::s).toList());
            default -> new Attribute.Text(value.s());
        };
    }

    private static AttributeValue seo(Seo seo) {
        var map = new HashMap<String, AttributeValue>();
        putIfPresent(map, TITLE, seo.title());
        putIfPresent(map, DESCRIPTION, seo.description());
        return fromM(map);
    }

    private static <T> Map<String, AttributeValue> mapped(Map<String, T> map, Function<T, AttributeValue> value) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> value.apply(one.getValue())));
    }

    private static <T> Map<String, T> read(Map<String, AttributeValue> map, Function<AttributeValue, T> value) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> value.apply(one.getValue())));
    }

    private static AttributeValue texts(List<String> texts) {
        return fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return item.get(name).l().stream().map(AttributeValue::s).toList();
    }

    private static AttributeValue number(long number) {
        return fromN(Long.toString(number));
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Integer.valueOf(item.get(name).n()) : null;
    }

    /** Numbers as numbers, anything else as a string. */
    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable Object value) {
        if (value != null) {
            item.put(name, value instanceof Number ? fromN(value.toString()) : fromS(value.toString()));
        }
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}
