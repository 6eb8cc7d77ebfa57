package dev.stampede.browse;

import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.SearchText;
import dev.stampede.contracts.id.ProductId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A product in the catalog table, as the catalog writes it. */
public record ProductFixture(
        String id, String title, String category, long price, Instant createdAt, String availability) {

    public static final String TABLE = "CatalogTable";
    public static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

    public static ProductFixture product(String id) {
        return new ProductFixture(id, "Product " + id, "paper", 1000, CREATED, "IN_STOCK");
    }

    public ProductFixture titled(String other) {
        return new ProductFixture(id, other, category, price, createdAt, availability);
    }

    public ProductFixture in(String other) {
        return new ProductFixture(id, title, other, price, createdAt, availability);
    }

    public ProductFixture at(long other) {
        return new ProductFixture(id, title, category, other, createdAt, availability);
    }

    public ProductFixture created(Instant other) {
        return new ProductFixture(id, title, category, price, other, availability);
    }

    public ProductFixture available(String other) {
        return new ProductFixture(id, title, category, price, createdAt, other);
    }

    public ProductFixture putInto(DynamoDbClient dynamoDb) {
        items().forEach(item -> dynamoDb.putItem(put -> put.tableName(TABLE).item(item)));
        return this;
    }

    public void deleteFrom(DynamoDbClient dynamoDb) {
        items().forEach(item -> dynamoDb.deleteItem(
                delete -> delete.tableName(TABLE).key(Map.of("pk", item.get("pk")))));
    }

    private List<Map<String, AttributeValue>> items() {
        var productId = new ProductId(id);
        var items = new ArrayList<Map<String, AttributeValue>>();
        items.add(item(productId));
        for (var word : SearchText.ofProduct(title, category)) {
            var item = new HashMap<String, AttributeValue>();
            item.put("pk", text("word#" + word + "#" + id));
            item.put("productId", text(id));
            ListingKeys.ofWord(word, productId).forEach((name, value) -> item.put(name, text(value)));
            items.add(item);
        }
        return items;
    }

    private Map<String, AttributeValue> item(ProductId productId) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", text("product#" + id));
        item.put("productId", text(id));
        item.put("title", text(title));
        item.put("summary", text("About " + title));
        item.put("description", text("All about " + title));
        item.put("category", text(category));
        item.put("price", AttributeValue.fromN(Long.toString(price)));
        item.put("currency", text("EUR"));
        item.put("imageUrl", text("https://images.example.com/" + id + ".jpg"));
        item.put("availability", text(availability));
        item.put("skuAvailability", AttributeValue.fromM(Map.of("SKU-" + id, text(availability))));
        item.put("variants", AttributeValue.fromL(List.of(
                AttributeValue.fromM(Map.of(
                        "sku", text("SKU-" + id), "name", text("One"),
                        "price", AttributeValue.fromN(Long.toString(price)))),
                AttributeValue.fromM(Map.of(
                        "sku", text("NEW-" + id), "price", AttributeValue.fromN(Long.toString(price + 1)))))));
        item.put("createdAt", text(createdAt.toString()));
        item.put("updatedAt", text(createdAt.toString()));
        item.put("version", AttributeValue.fromN("7"));
        ListingKeys.of(productId, category, title, price, createdAt)
                .forEach((name, value) -> item.put(name, text(value)));
        return item;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
