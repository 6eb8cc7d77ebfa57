package dev.stampede.inventory.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.PRODUCT_ID;
import static dev.stampede.contracts.catalog.CatalogItems.SKU;
import static dev.stampede.contracts.catalog.CatalogItems.SKU_AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.availability.ShownAvailability;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Updates the catalog's attributes of stock: {@code availability} of a SKU, and {@code skuAvailability} and
 * {@code availability}, the best of its SKUs, of a product. It never creates items of the catalog.
 */
public final class DynamoDbShownAvailability implements ShownAvailability {

    private static final int MAX_TRIES = 20;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;

    public DynamoDbShownAvailability(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public boolean show(Sku sku, Availability availability) {
        var item = find(CatalogItems.skuKey(sku));
        if (item.isEmpty()) {
            return false;
        }
        var ofSku = showAtSku(sku, item, availability);
        var ofProduct = showAtProduct(new ProductId(item.get(PRODUCT_ID).s()), sku, availability);
        return ofSku || ofProduct;
    }

    private boolean showAtSku(Sku sku, Map<String, AttributeValue> item, Availability availability) {
        var value = AttributeValue.fromS(availability.name());
        return !value.equals(item.get(AVAILABILITY))
                && update(CatalogItems.skuKey(sku), "SET " + AVAILABILITY + " = :availability", InventoryItems.EXISTS,
                        Map.of(":availability", value));
    }

    private boolean showAtProduct(ProductId productId, Sku sku, Availability availability) {
        return backoff.retry(MAX_TRIES, _ -> attemptAtProduct(productId, sku, availability))
                .orElseThrow(() -> new ContentionException("Too many writers on the product " + productId));
    }

    /** @return whether the product was changed; empty after a conflict with another writer */
    private Optional<Boolean> attemptAtProduct(ProductId productId, Sku sku, Availability availability) {
        var product = find(CatalogItems.productKey(productId));
        if (product.isEmpty()) {
            return Optional.of(false);
        }
        var before = ofSkus(product);
        var after = new HashMap<>(before);
        // A variant without an entry is out of stock; an entry would only cost a write for each new product.
        if (availability != Availability.OUT || before.containsKey(sku.value())) {
            after.put(sku.value(), AttributeValue.fromS(availability.name()));
        }
        after.keySet().retainAll(variants(product));
        var best = AttributeValue.fromS(best(after));
        if (after.equals(before) && best.equals(product.get(AVAILABILITY))) {
            return Optional.of(false);
        }
        return showAtProduct(productId, product, after, best) ? Optional.of(true) : Optional.empty();
    }

    /** The condition is that SKUs and variants have not changed, because the best availability depends on all of them. */
    private boolean showAtProduct(
            ProductId productId,
            Map<String, AttributeValue> read,
            Map<String, AttributeValue> ofSkus,
            AttributeValue best) {
        var values = new HashMap<>(Map.of(
                ":skus", AttributeValue.fromM(ofSkus), ":best", best, ":variants", read.get(VARIANTS)));
        var condition = VARIANTS + " = :variants AND ";
        if (read.containsKey(SKU_AVAILABILITY)) {
            condition += SKU_AVAILABILITY + " = :before";
            values.put(":before", read.get(SKU_AVAILABILITY));
        } else {
            condition += "attribute_not_exists(" + SKU_AVAILABILITY + ")";
        }
        return update(CatalogItems.productKey(productId),
                "SET " + SKU_AVAILABILITY + " = :skus, " + AVAILABILITY + " = :best", condition, values);
    }

    private static Map<String, AttributeValue> ofSkus(Map<String, AttributeValue> product) {
        return product.containsKey(SKU_AVAILABILITY) ? product.get(SKU_AVAILABILITY).m() : Map.of();
    }

    private static Set<String> variants(Map<String, AttributeValue> product) {
        return product.get(VARIANTS).l().stream()
                .map(variant -> variant.m().get(SKU).s())
                .collect(Collectors.toSet());
    }

    private static String best(Map<String, AttributeValue> ofSkus) {
        return Availability
                .best(ofSkus.values().stream().map(value -> Availability.valueOf(value.s())).toList())
                .name();
    }

    private Map<String, AttributeValue> find(String pk) {
        return dynamoDb.getItem(request -> request.tableName(table)
                .key(InventoryItems.key(pk))
                .consistentRead(true)
                .projectionExpression(String.join(", ", PRODUCT_ID, AVAILABILITY, SKU_AVAILABILITY, VARIANTS)))
                .item();
    }

    private boolean update(String pk, String change, String condition, Map<String, AttributeValue> values) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(InventoryItems.key(pk))
                    .updateExpression(change)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException changedMeanwhile) {
            return false;
        }
    }
}
