package dev.stampede.browse.adapters;

import dev.stampede.browse.Catalogue.Found;
import dev.stampede.browse.ProductDetail;
import dev.stampede.browse.ProductDetail.Variant;
import dev.stampede.browse.ProductSummary;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Products as the catalogue's table and its indexes hold them. */
final class ProductItems {

    static final String KEY = "pk";
    static final String PRODUCT_ID = "productId";
    static final String CATEGORY = "category";
    static final String PRICE = "price";
    static final String AVAILABILITY = "availability";
    static final String OUT = "OUT";

    private ProductItems() {}

    static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(KEY, AttributeValue.fromS("product#" + id));
    }

    static ProductId id(Map<String, AttributeValue> item) {
        return new ProductId(item.get(PRODUCT_ID).s());
    }

    static ProductSummary summary(Map<String, AttributeValue> item) {
        return new ProductSummary(
                id(item),
                item.get("title").s(),
                text(item, "summary"),
                item.get(CATEGORY).s(),
                number(item, PRICE),
                item.get("currency").s(),
                text(item, "imageUrl"),
                item.get(AVAILABILITY).s());
    }

    static Found found(Map<String, AttributeValue> item) {
        var availability = item.get("skuAvailability").m();
        var product = new ProductDetail(
                id(item),
                item.get("title").s(),
                text(item, "summary"),
                text(item, "description"),
                item.get(CATEGORY).s(),
                number(item, PRICE),
                item.get("currency").s(),
                text(item, "imageUrl"),
                item.get(AVAILABILITY).s(),
                item.get("variants").l().stream().map(variant -> variant(variant.m(), availability)).toList(),
                Instant.parse(item.get("createdAt").s()),
                Instant.parse(item.get("updatedAt").s()));
        return new Found(product, number(item, "version"));
    }

    /** A variant that inventory has said nothing of has never had stock. */
    private static Variant variant(Map<String, AttributeValue> variant, Map<String, AttributeValue> availability) {
        var sku = variant.get("sku").s();
        return new Variant(
                new Sku(sku),
                text(variant, "name"),
                number(variant, PRICE),
                availability.getOrDefault(sku, AttributeValue.fromS(OUT)).s());
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}
