package dev.stampede.browse;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.id.ProductId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A product in the catalog table, as the catalog writes it. */
public record ProductFixture(
        String id, String title, String category, long price, Instant createdAt, String availability,
        Map<String, AttributeValue> more) {

    public static final String TABLE = "CatalogTable";
    public static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

    public static ProductFixture product(String id) {
        return new ProductFixture(id, "Product " + id, "paper", 1000, CREATED, "IN_STOCK", Map.of());
    }

    public ProductFixture titled(String other) {
        return new ProductFixture(id, other, category, price, createdAt, availability, more);
    }

    public ProductFixture at(long other) {
        return new ProductFixture(id, title, category, other, createdAt, availability, more);
    }

    public ProductFixture available(String other) {
        return new ProductFixture(id, title, category, price, createdAt, other, more);
    }

    /** With these string attributes too. */
    public ProductFixture having(Map<String, String> texts) {
        var all = new HashMap<>(more);
        texts.forEach((name, value) -> all.put(name, text(value)));
        return new ProductFixture(id, title, category, price, createdAt, availability, all);
    }

    public ProductFixture having(String name, AttributeValue value) {
        var all = new HashMap<>(more);
        all.put(name, value);
        return new ProductFixture(id, title, category, price, createdAt, availability, all);
    }

    public ProductFixture putInto(DynamoDbClient dynamoDb) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(item(new ProductId(id))));
        return this;
    }

    private Map<String, AttributeValue> item(ProductId productId) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", text("product#" + id));
        item.put("productId", text(id));
        item.put("title", text(title));
        item.put("slug", text(id.toLowerCase(Locale.ROOT)));
        item.put("summary", text("About " + title));
        item.put("description", text("All about " + title));
        item.put("category", text(category));
        item.put("price", AttributeValue.fromN(Long.toString(price)));
        item.put("priceTo", AttributeValue.fromN(Long.toString(price)));
        item.put("currency", text("EUR"));
        item.put("tags", AttributeValue.fromL(List.of(text("new"))));
        item.put("options", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                "name", text("size"), "values", AttributeValue.fromL(List.of(text("One"), text("Two"))))))));
        item.put("picture", AttributeValue.fromM(picture()));
        item.put("media", AttributeValue.fromL(List.of(
                AttributeValue.fromM(picture()),
                AttributeValue.fromM(Map.of(
                        "url", text("https://images.example.com/two.jpg"),
                        "skus", AttributeValue.fromL(List.of(text("NEW-" + id))))))));
        item.put("attributes", AttributeValue.fromM(Map.of(
                "material", text("wool"), "pages", AttributeValue.fromN("96"), "lined", AttributeValue.fromBool(true),
                "colors", AttributeValue.fromL(List.of(text("red"), text("blue"))))));
        item.put("filters", AttributeValue.fromSs(List.of(
                "tag=new", "attributes.material=wool", "attributes.pages=96", "attributes.lined=true",
                "attributes.colors=red", "attributes.colors=blue")));
        item.put("metadata", AttributeValue.fromM(Map.of("supplier", text("secret"))));
        item.put("seo", AttributeValue.fromM(Map.of("title", text("Buy " + title))));
        item.put("requiresShipping", AttributeValue.fromBool(true));
        item.put("availability", text(availability));
        item.put("skuAvailability", AttributeValue.fromM(Map.of("SKU-" + id, text(availability))));
        item.put("variants", AttributeValue.fromL(List.of(
                AttributeValue.fromM(Map.of(
                        "sku", text("SKU-" + id), "options", size("One"),
                        "price", AttributeValue.fromN(Long.toString(price)),
                        "compareAtPrice", AttributeValue.fromN(Long.toString(price + 100)),
                        "barcode", text("4006381333931"), "weight", AttributeValue.fromN("210"),
                        "maxPerOrder", AttributeValue.fromN("3"))),
                AttributeValue.fromM(Map.of(
                        "sku", text("NEW-" + id), "options", size("Two"),
                        "price", AttributeValue.fromN(Long.toString(price + 1)))))));
        item.put("createdAt", text(createdAt.toString()));
        item.put("updatedAt", text(createdAt.toString()));
        item.put("updatedBy", text("an-admin"));
        item.put("version", AttributeValue.fromN("7"));
        ListingKeys.of(productId, new Category(category))
                .forEach((name, value) -> item.put(name, text(value)));
        item.putAll(more);
        return item;
    }

    private Map<String, AttributeValue> picture() {
        return Map.of(
                "url", text("https://images.example.com/" + id + ".jpg"), "alt", text("A picture"),
                "width", AttributeValue.fromN("800"), "height", AttributeValue.fromN("600"));
    }

    private static AttributeValue size(String value) {
        return AttributeValue.fromM(Map.of("size", text(value)));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
