package dev.stampede.browse.adapters;

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
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;

import dev.stampede.browse.ProductCatalog.Found;
import dev.stampede.browse.ProductDetail;
import dev.stampede.browse.ProductDetail.Variant;
import dev.stampede.browse.ProductSummary;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads products from items of the catalog table and its indexes. */
final class ProductItems {

    private static final String OUT = Availability.OUT.name();

    private ProductItems() {}

    static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(KEY, AttributeValue.fromS(CatalogItems.productKey(id)));
    }

    static ProductId id(Map<String, AttributeValue> item) {
        return new ProductId(item.get(PRODUCT_ID).s());
    }

    static ProductSummary summary(Map<String, AttributeValue> item) {
        return new ProductSummary(
                id(item),
                item.get(TITLE).s(),
                text(item, SUMMARY),
                item.get(CATEGORY).s(),
                number(item, PRICE),
                item.get(CURRENCY).s(),
                text(item, IMAGE_URL),
                item.get(AVAILABILITY).s());
    }

    static Found found(Map<String, AttributeValue> item) {
        var availability = item.get(SKU_AVAILABILITY).m();
        var product = new ProductDetail(
                id(item),
                item.get(TITLE).s(),
                text(item, SUMMARY),
                text(item, DESCRIPTION),
                item.get(CATEGORY).s(),
                number(item, PRICE),
                item.get(CURRENCY).s(),
                text(item, IMAGE_URL),
                item.get(AVAILABILITY).s(),
                item.get(VARIANTS).l().stream().map(variant -> variant(variant.m(), availability)).toList(),
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()));
        return new Found(product, number(item, VERSION));
    }

    /** A variant without an entry has never had stock. */
    private static Variant variant(Map<String, AttributeValue> variant, Map<String, AttributeValue> availability) {
        var sku = variant.get(SKU).s();
        return new Variant(
                new Sku(sku),
                text(variant, NAME),
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
