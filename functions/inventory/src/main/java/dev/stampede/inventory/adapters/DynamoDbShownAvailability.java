package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.availability.Availability;
import dev.stampede.inventory.availability.ShownAvailability;
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
 * The attributes of the catalogue that follow the stock: {@code availability} of a SKU, and {@code skuAvailability} and
 * {@code availability}, the best of its SKUs, of a product. Items of the catalogue are never made here.
 */
public final class DynamoDbShownAvailability implements ShownAvailability {

    private static final int MAX_TRIES = 20;

    private static final String AVAILABILITY = "availability";
    private static final String SKU_AVAILABILITY = "skuAvailability";
    private static final String PRODUCT_ID = "productId";
    private static final String VARIANTS = "variants";

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
        var item = find("sku#" + sku.value());
        if (item.isEmpty()) {
            return false;
        }
        var ofSku = showAtSku(sku, item, availability);
        var ofProduct = showAtProduct(item.get(PRODUCT_ID).s(), sku, availability);
        return ofSku || ofProduct;
    }

    private boolean showAtSku(Sku sku, Map<String, AttributeValue> item, Availability availability) {
        var value = AttributeValue.fromS(availability.name());
        return !value.equals(item.get(AVAILABILITY))
                && update("sku#" + sku.value(), "SET availability = :availability", "attribute_exists(pk)",
                        Map.of(":availability", value));
    }

    private boolean showAtProduct(String productId, Sku sku, Availability availability) {
        return backoff.retry(MAX_TRIES, _ -> attemptAtProduct(productId, sku, availability))
                .orElseThrow(() -> new IllegalStateException("Too many writers on the product " + productId));
    }

    /** @return whether the product had to be changed; empty if another writer was faster */
    private Optional<Boolean> attemptAtProduct(String productId, Sku sku, Availability availability) {
        var product = find("product#" + productId);
        if (product.isEmpty()) {
            return Optional.of(false);
        }
        var before = ofSkus(product);
        var after = new HashMap<>(before);
        // A variant of which nothing is said is out: to say so would only cost a write of every new product.
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

    /** Holds only while SKUs and variants are as they were read: the best of them is made of all. */
    private boolean showAtProduct(
            String productId,
            Map<String, AttributeValue> read,
            Map<String, AttributeValue> ofSkus,
            AttributeValue best) {
        var values = new HashMap<>(Map.of(
                ":skus", AttributeValue.fromM(ofSkus), ":best", best, ":variants", read.get(VARIANTS)));
        var condition = "variants = :variants AND ";
        if (read.containsKey(SKU_AVAILABILITY)) {
            condition += "skuAvailability = :before";
            values.put(":before", read.get(SKU_AVAILABILITY));
        } else {
            condition += "attribute_not_exists(skuAvailability)";
        }
        return update("product#" + productId, "SET skuAvailability = :skus, availability = :best", condition, values);
    }

    private static Map<String, AttributeValue> ofSkus(Map<String, AttributeValue> product) {
        return product.containsKey(SKU_AVAILABILITY) ? product.get(SKU_AVAILABILITY).m() : Map.of();
    }

    private static Set<String> variants(Map<String, AttributeValue> product) {
        return product.get(VARIANTS).l().stream()
                .map(variant -> variant.m().get("sku").s())
                .collect(Collectors.toSet());
    }

    private static String best(Map<String, AttributeValue> ofSkus) {
        return ofSkus.values().stream()
                .map(value -> Availability.valueOf(value.s()))
                .max(Availability::compareTo)
                .orElse(Availability.OUT)
                .name();
    }

    private Map<String, AttributeValue> find(String pk) {
        return dynamoDb.getItem(request -> request.tableName(table)
                .key(InventoryItems.key(pk))
                .consistentRead(true)
                .projectionExpression("productId, availability, skuAvailability, variants"))
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
