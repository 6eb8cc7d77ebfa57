package dev.stampede.cart;

import dev.stampede.contracts.totals.adapters.GoodsAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** SKU items as the catalog writes them. */
public final class CatalogItems {

    public static final String TABLE = "CatalogTable";

    private CatalogItems() {}

    public static void put(DynamoDbClient dynamoDb, Offer offer) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(item(offer)));
    }

    private static Map<String, AttributeValue> item(Offer offer) {
        var item = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("sku#" + offer.sku()),
                "sku", AttributeValue.fromS(offer.sku().value()),
                "productId", AttributeValue.fromS(offer.productId().value()),
                "title", AttributeValue.fromS(offer.title()),
                "variant", AttributeValue.fromS(offer.variant()),
                "price", AttributeValue.fromN(Long.toString(offer.price().amount())),
                "currency", AttributeValue.fromS(offer.price().currency()),
                "availability", AttributeValue.fromS(offer.availability().name())));
        item.put("options", AttributeValue.fromM(offer.options().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, option -> AttributeValue.fromS(option.getValue())))));
        if (offer.picture() != null) {
            item.put("picture", AttributeValue.fromM(picture(offer.picture())));
        }
        item.putAll(GoodsAttributes.attributes(offer.goods()));
        if (offer.maxPerOrder() != null) {
            item.put("maxPerOrder", AttributeValue.fromN(offer.maxPerOrder().toString()));
        }
        if (offer.maxPerCustomer() != null) {
            item.put("maxPerCustomer", AttributeValue.fromN(offer.maxPerCustomer().toString()));
        }
        if (offer.requiresSignIn()) {
            item.put("requiresSignIn", AttributeValue.fromBool(true));
        }
        if (offer.publication().isDraft()) {
            item.put("status", AttributeValue.fromS("DRAFT"));
        }
        if (offer.publication().from() != null) {
            item.put("availableFrom", AttributeValue.fromS(offer.publication().from().toString()));
        }
        if (offer.publication().until() != null) {
            item.put("availableUntil", AttributeValue.fromS(offer.publication().until().toString()));
        }
        return item;
    }

    private static Map<String, AttributeValue> picture(Picture picture) {
        var item = new HashMap<>(Map.of("url", AttributeValue.fromS(picture.url())));
        if (picture.alt() != null) {
            item.put("alt", AttributeValue.fromS(picture.alt()));
        }
        if (picture.width() != null) {
            item.put("width", AttributeValue.fromN(picture.width().toString()));
        }
        return item;
    }
}
