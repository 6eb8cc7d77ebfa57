package dev.stampede.browse.adapters;

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
import static dev.stampede.contracts.catalog.CatalogItems.HEIGHT;
import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_CUSTOMER;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_ORDER;
import static dev.stampede.contracts.catalog.CatalogItems.MEDIA;
import static dev.stampede.contracts.catalog.CatalogItems.NAME;
import static dev.stampede.contracts.catalog.CatalogItems.OPTIONS;
import static dev.stampede.contracts.catalog.CatalogItems.PICTURE;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE;
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
import static dev.stampede.contracts.catalog.CatalogItems.TITLE;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.URL;
import static dev.stampede.contracts.catalog.CatalogItems.VALUES;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;
import static dev.stampede.contracts.catalog.CatalogItems.WEIGHT;
import static dev.stampede.contracts.catalog.CatalogItems.WIDTH;

import dev.stampede.browse.Picture;
import dev.stampede.browse.PriceRange;
import dev.stampede.browse.ProductCatalog.Found;
import dev.stampede.browse.ProductDetail;
import dev.stampede.browse.ProductDetail.Media;
import dev.stampede.browse.ProductDetail.Option;
import dev.stampede.browse.ProductDetail.Seo;
import dev.stampede.browse.ProductDetail.Variant;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.OfferedVariant;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads products from items of the catalog table. */
final class ProductItems {

    private static final String OUT = Availability.OUT.name();

    private ProductItems() {}

    static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(KEY, AttributeValue.fromS(CatalogItems.productKey(id)));
    }

    static Map<String, AttributeValue> key(Slug slug) {
        return Map.of(KEY, AttributeValue.fromS(CatalogItems.slugKey(slug)));
    }

    static ProductId id(Map<String, AttributeValue> item) {
        return new ProductId(item.get(PRODUCT_ID).s());
    }

    /** Whether shoppers can see the product at this time. */
    static boolean isLive(Map<String, AttributeValue> item, Instant now) {
        return Publication.of(text(item, STATUS), text(item, AVAILABLE_FROM), text(item, AVAILABLE_UNTIL)).isLive(now);
    }

    static Found found(Map<String, AttributeValue> item) {
        var availability = item.get(SKU_AVAILABILITY).m();
        var options = item.get(OPTIONS).l().stream().map(option -> option(option.m())).toList();
        var variants = item.get(VARIANTS).l().stream()
                .map(variant -> variant(variant.m(), options, availability))
                .toList();
        var product = new ProductDetail(
                id(item),
                item.get(TITLE).s(),
                new Slug(item.get(SLUG).s()),
                text(item, SUMMARY),
                text(item, DESCRIPTION),
                item.get(CATEGORY).s(),
                texts(item, TAGS),
                new PriceRange(number(item, PRICE), number(item, PRICE_TO)),
                OfferedVariant.compareAtPrice(variants.stream().map(ProductItems::offered).toList()),
                item.get(CURRENCY).s(),
                picture(item),
                item.get(AVAILABILITY).s(),
                options,
                variants,
                item.get(MEDIA).l().stream().map(media -> media(media.m())).toList(),
                attributes(item.get(ATTRIBUTES).m()),
                item.containsKey(SEO)
                        ? new Seo(text(item.get(SEO).m(), TITLE), text(item.get(SEO).m(), DESCRIPTION))
                        : null,
                item.get(REQUIRES_SHIPPING).bool(),
                item.containsKey(AVAILABLE_UNTIL) ? Instant.parse(item.get(AVAILABLE_UNTIL).s()) : null,
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()));
        return new Found(product, number(item, VERSION));
    }

    private static OfferedVariant offered(Variant variant) {
        return new OfferedVariant(
                variant.price(), variant.compareAtPrice(), Availability.valueOf(variant.availability()));
    }

    private static Option option(Map<String, AttributeValue> option) {
        return new Option(option.get(NAME).s(), texts(option, VALUES));
    }

    /** A variant without an entry has never had stock. */
    private static Variant variant(
            Map<String, AttributeValue> variant, List<Option> options, Map<String, AttributeValue> availability) {
        var sku = variant.get(SKU).s();
        var chosen = new LinkedHashMap<String, String>();
        options.forEach(option -> chosen.put(option.name(), variant.get(OPTIONS).m().get(option.name()).s()));
        return new Variant(
                new Sku(sku),
                chosen,
                number(variant, PRICE),
                variant.containsKey(COMPARE_AT_PRICE) ? number(variant, COMPARE_AT_PRICE) : null,
                text(variant, BARCODE),
                integer(variant, WEIGHT),
                integer(variant, MAX_PER_ORDER),
                integer(variant, MAX_PER_CUSTOMER),
                variant.containsKey(REQUIRES_SIGN_IN) ? true : null,
                availability.getOrDefault(sku, AttributeValue.fromS(OUT)).s());
    }

    private static @Nullable Picture picture(Map<String, AttributeValue> item) {
        if (!item.containsKey(PICTURE)) {
            return null;
        }
        var picture = item.get(PICTURE).m();
        return new Picture(
                picture.get(URL).s(), text(picture, ALT), integer(picture, WIDTH), integer(picture, HEIGHT));
    }

    private static Media media(Map<String, AttributeValue> media) {
        return new Media(
                media.get(URL).s(),
                text(media, ALT),
                integer(media, WIDTH),
                integer(media, HEIGHT),
                media.containsKey(SKUS) ? texts(media, SKUS).stream().map(Sku::new).toList() : List.of());
    }

    private static Map<String, Object> attributes(Map<String, AttributeValue> values) {
        var attributes = new TreeMap<String, Object>();
        values.forEach((name, value) -> attributes.put(name, switch (value.type()) {
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case L -> value.l().stream().map(AttributeValue::s).toList();
            default -> value.s();
        }));
        return attributes;
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return item.get(name).l().stream().map(AttributeValue::s).toList();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Integer.valueOf(item.get(name).n()) : null;
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}
