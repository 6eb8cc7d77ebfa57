package dev.stampede.catalog.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.CATEGORY;
import static dev.stampede.contracts.catalog.CatalogItems.CREATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.CURRENCY;
import static dev.stampede.contracts.catalog.CatalogItems.DESCRIPTION;
import static dev.stampede.contracts.catalog.CatalogItems.IMAGE_URL;
import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.NAME;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE;
import static dev.stampede.contracts.catalog.CatalogItems.PRODUCT_ID;
import static dev.stampede.contracts.catalog.CatalogItems.SKU;
import static dev.stampede.contracts.catalog.CatalogItems.SKU_AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.SUMMARY;
import static dev.stampede.contracts.catalog.CatalogItems.TITLE;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANT;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;
import static dev.stampede.contracts.catalog.CatalogItems.WORDS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.stampede.catalog.CatalogEntry;
import dev.stampede.catalog.Category;
import dev.stampede.catalog.Product;
import dev.stampede.catalog.Variant;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Products, their SKUs and their words as items of the catalog table. */
final class ProductItems {

    private ProductItems() {}

    static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(KEY, fromS(CatalogItems.productKey(id)));
    }

    static Map<String, AttributeValue> key(Sku sku) {
        return Map.of(KEY, fromS(CatalogItems.skuKey(sku)));
    }

    static Map<String, AttributeValue> key(String word, ProductId id) {
        return Map.of(KEY, fromS(CatalogItems.wordKey(word, id)));
    }

    /** The attributes of a product that the catalog writes, without the availability. */
    static Map<String, AttributeValue> product(CatalogEntry entry) {
        var product = entry.product();
        var item = new HashMap<String, AttributeValue>();
        item.put(PRODUCT_ID, fromS(product.id().value()));
        item.put(TITLE, fromS(product.title()));
        item.put(CATEGORY, fromS(product.category().slug()));
        item.put(PRICE, number(product.lowestPrice()));
        item.put(CURRENCY, fromS(product.currency()));
        item.put(VARIANTS, fromL(product.variants().stream().map(ProductItems::variant).toList()));
        item.put(CREATED_AT, fromS(entry.createdAt().toString()));
        item.put(UPDATED_AT, fromS(entry.updatedAt().toString()));
        item.put(VERSION, version(entry));
        item.put(WORDS, fromL(entry.words().stream().sorted().map(AttributeValue::fromS).toList()));
        putIfPresent(item, SUMMARY, product.summary());
        putIfPresent(item, DESCRIPTION, product.description());
        putIfPresent(item, IMAGE_URL, product.imageUrl());
        ListingKeys.of(product.id(), product.category().slug(), product.title(), product.lowestPrice(),
                entry.createdAt())
                .forEach((name, value) -> item.put(name, fromS(value)));
        return item;
    }

    static Map<String, AttributeValue> sku(Product product, Variant variant) {
        var item = new HashMap<String, AttributeValue>();
        item.put(SKU, fromS(variant.sku().value()));
        item.put(PRODUCT_ID, fromS(product.id().value()));
        item.put(TITLE, fromS(product.title()));
        item.put(PRICE, number(variant.price()));
        item.put(CURRENCY, fromS(product.currency()));
        putIfPresent(item, VARIANT, variant.name());
        putIfPresent(item, IMAGE_URL, product.imageUrl());
        return item;
    }

    static Map<String, AttributeValue> word(String word, ProductId id) {
        var item = new HashMap<>(key(word, id));
        item.put(PRODUCT_ID, fromS(id.value()));
        ListingKeys.ofWord(word, id).forEach((name, value) -> item.put(name, fromS(value)));
        return item;
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
                new Product(
                        new ProductId(item.get(PRODUCT_ID).s()),
                        item.get(TITLE).s(),
                        text(item, SUMMARY),
                        text(item, DESCRIPTION),
                        new Category(item.get(CATEGORY).s()),
                        item.get(CURRENCY).s(),
                        text(item, IMAGE_URL),
                        item.get(VARIANTS).l().stream().map(variant -> variant(variant.m())).toList()),
                Long.parseLong(item.get(VERSION).n()),
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()),
                Availability.valueOf(item.get(AVAILABILITY).s()),
                item.get(SKU_AVAILABILITY).m().entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> new Sku(one.getKey()), one -> Availability.valueOf(one.getValue().s()))),
                item.get(WORDS).l().stream().map(AttributeValue::s).collect(Collectors.toSet()));
    }

    private static AttributeValue variant(Variant variant) {
        var map = new HashMap<String, AttributeValue>();
        map.put(SKU, fromS(variant.sku().value()));
        map.put(PRICE, number(variant.price()));
        putIfPresent(map, NAME, variant.name());
        return fromM(map);
    }

    private static Variant variant(Map<String, AttributeValue> map) {
        return new Variant(new Sku(map.get(SKU).s()), text(map, NAME), Long.parseLong(map.get(PRICE).n()));
    }

    private static AttributeValue number(long number) {
        return fromN(Long.toString(number));
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, fromS(value));
        }
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}
