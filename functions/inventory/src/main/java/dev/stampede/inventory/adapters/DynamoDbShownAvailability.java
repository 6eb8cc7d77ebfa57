package dev.stampede.inventory.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE;
import static dev.stampede.contracts.catalog.CatalogItems.PRICES;
import static dev.stampede.contracts.catalog.CatalogItems.PRICE_TO;
import static dev.stampede.contracts.catalog.CatalogItems.PRODUCT_ID;
import static dev.stampede.contracts.catalog.CatalogItems.SKU;
import static dev.stampede.contracts.catalog.CatalogItems.SKU_AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANTS;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Offered;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.availability.ShownAvailability;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Updates the catalog's attributes of stock: the availability of a SKU, and what a product offers ({@link Offered}). It never creates items of the catalog.
 */
public final class DynamoDbShownAvailability implements ShownAvailability {

    private static final int MAX_TRIES = 20;

    private static final String READ = String.join(", ", PRODUCT_ID, AVAILABILITY, SKU_AVAILABILITY, VARIANTS, VERSION,
            PRICE, PRICE_TO, PRICES);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;
    private final BatchGet skus;

    public DynamoDbShownAvailability(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
        this.skus = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Set<Sku> show(Map<Sku, Availability> availability) {
        var keys = availability.keySet().stream().map(sku -> InventoryItems.key(CatalogItems.skuKey(sku))).toList();
        var items = skus.items(keys, SKU, PRODUCT_ID, AVAILABILITY);
        var changed = new HashSet<Sku>();
        // The uses of a code belong to no product.
        items.stream().filter(item -> !item.containsKey(PRODUCT_ID)).forEach(item -> {
            var sku = InventoryItems.sku(item);
            if (showAtSku(sku, item, availability.get(sku))) {
                changed.add(sku);
            }
        });
        var byProduct = items.stream()
                .filter(item -> item.containsKey(PRODUCT_ID))
                .collect(Collectors.groupingBy(item -> new ProductId(item.get(PRODUCT_ID).s())));
        Parallel.map(byProduct.entrySet(), product -> show(product.getKey(), product.getValue(), availability))
                .forEach(changed::addAll);
        return changed;
    }

    /** @param items of SKUs of the product */
    private Set<Sku> show(
            ProductId productId, List<Map<String, AttributeValue>> items, Map<Sku, Availability> availability) {
        var ofSkus = new HashMap<Sku, Availability>();
        var changed = new HashSet<Sku>();
        for (var item : items) {
            var sku = InventoryItems.sku(item);
            ofSkus.put(sku, availability.get(sku));
            if (showAtSku(sku, item, availability.get(sku))) {
                changed.add(sku);
            }
        }
        changed.addAll(showAtProduct(productId, ofSkus));
        return changed;
    }

    private boolean showAtSku(Sku sku, Map<String, AttributeValue> item, Availability availability) {
        var value = AttributeValue.fromS(availability.name());
        return !value.equals(item.get(AVAILABILITY)) && isDone(() -> dynamoDb.updateItem(request -> request
                .tableName(table)
                .key(InventoryItems.key(CatalogItems.skuKey(sku)))
                .updateExpression("SET " + AVAILABILITY + " = :availability")
                .conditionExpression(InventoryItems.EXISTS)
                .expressionAttributeValues(Map.of(":availability", value))));
    }

    /** @return the SKUs whose availability, or whose part in what the product offers, was changed at the product */
    private Set<Sku> showAtProduct(ProductId productId, Map<Sku, Availability> availability) {
        return backoff.retry(MAX_TRIES, _ -> attemptAtProduct(productId, availability))
                .orElseThrow(() -> new ContentionException("Too many writers on the product " + productId));
    }

    /** @return as {@link #showAtProduct}; empty after a conflict with another writer */
    private Optional<Set<Sku>> attemptAtProduct(ProductId productId, Map<Sku, Availability> availability) {
        var product = find(CatalogItems.productKey(productId));
        if (product.isEmpty()) {
            return Optional.of(Set.of());
        }
        var before = ofSkus(product);
        var after = new HashMap<>(before);
        availability.forEach((sku, ofSku) -> {
            // A variant without an entry is out of stock; an entry would only cost a write for each new product.
            if (ofSku != Availability.OUT || before.containsKey(sku.value())) {
                after.put(sku.value(), AttributeValue.fromS(ofSku.name()));
            }
        });
        var prices = prices(product);
        after.keySet().retainAll(prices.keySet());
        var offered = offered(Offered.of(prices, read(after)));
        var isOffered = isOffered(product, offered);
        if (after.equals(before) && isOffered) {
            return Optional.of(Set.of());
        }
        if (!showAtProduct(productId, product, after, offered)) {
            return Optional.empty();
        }
        return Optional.of(isOffered
                ? availability.keySet().stream()
                        .filter(sku -> !Objects.equals(before.get(sku.value()), after.get(sku.value())))
                        .collect(Collectors.toSet())
                : availability.keySet());
    }

    /** Whether the product says what is offered. */
    private static boolean isOffered(Map<String, AttributeValue> product, Map<String, AttributeValue> offered) {
        return product.entrySet().containsAll(offered.entrySet())
                && product.containsKey(PRICES) == offered.containsKey(PRICES);
    }

    /** The attributes of a product that say what it offers. */
    private static Map<String, AttributeValue> offered(Offered offered) {
        var attributes = new HashMap<>(Map.of(
                AVAILABILITY, AttributeValue.fromS(offered.availability().name()),
                PRICE, AttributeValue.fromN(Long.toString(offered.lowestPrice())),
                PRICE_TO, AttributeValue.fromN(Long.toString(offered.highestPrice()))));
        if (offered.prices().size() > 2) {
            attributes.put(PRICES, AttributeValue.fromL(
                    offered.prices().stream().map(price -> AttributeValue.fromN(price.toString())).toList()));
        }
        return attributes;
    }

    /**
     * The condition is that the product's version and the availability of its SKUs have not changed, because what it offers
     * depends on all of them.
     */
    private boolean showAtProduct(
            ProductId productId,
            Map<String, AttributeValue> read,
            Map<String, AttributeValue> ofSkus,
            Map<String, AttributeValue> offered) {
        var change = new HashMap<>(offered);
        change.put(SKU_AVAILABILITY, AttributeValue.fromM(ofSkus));
        var values = new HashMap<>(Map.of(":version", read.get(VERSION), ":before", read.get(SKU_AVAILABILITY)));
        change.forEach((name, value) -> values.put(":" + name, value));
        return isDone(() -> dynamoDb.updateItem(request -> request.tableName(table)
                .key(InventoryItems.key(CatalogItems.productKey(productId)))
                .updateExpression(setting(change))
                .conditionExpression(VERSION + " = :version AND " + SKU_AVAILABILITY + " = :before")
                .expressionAttributeValues(values)));
    }

    /** Sets these attributes, to values of the same name; {@code prices} goes if it is not among them. */
    private static String setting(Map<String, AttributeValue> attributes) {
        var settings = attributes.keySet().stream()
                .sorted()
                .map(name -> name + " = :" + name)
                .collect(Collectors.joining(", ", "SET ", ""));
        return attributes.containsKey(PRICES) ? settings : settings + " REMOVE " + PRICES;
    }

    private static Map<String, AttributeValue> ofSkus(Map<String, AttributeValue> product) {
        return product.get(SKU_AVAILABILITY).m();
    }

    private static Map<String, Availability> read(Map<String, AttributeValue> ofSkus) {
        return ofSkus.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Availability.valueOf(one.getValue().s())));
    }

    private static Map<String, Long> prices(Map<String, AttributeValue> product) {
        return product.get(VARIANTS).l().stream()
                .map(AttributeValue::m)
                .collect(Collectors.toMap(one -> one.get(SKU).s(), one -> Long.valueOf(one.get(PRICE).n())));
    }

    private Map<String, AttributeValue> find(String pk) {
        return dynamoDb.getItem(request -> request.tableName(table)
                .key(InventoryItems.key(pk))
                .consistentRead(true)
                .projectionExpression(READ))
                .item();
    }

    private static boolean isDone(Runnable update) {
        try {
            update.run();
            return true;
        } catch (ConditionalCheckFailedException changedMeanwhile) {
            return false;
        }
    }
}
