package dev.stampede.checkout.adapters;

import dev.stampede.checkout.Offer;
import dev.stampede.checkout.Offers;
import dev.stampede.shared.id.ProductId;
import dev.stampede.shared.id.Sku;
import dev.stampede.shared.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The SKU items of the catalogue table, {@code sku#<sku>}, all in one request. The reads are eventually consistent: they
 * cost half, and an item that everybody reads gives twice as many.
 */
public final class DynamoDbOffers implements Offers {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbOffers(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Map<Sku, Offer> find(Set<Sku> skus) {
        var request = BatchGetItemRequest.builder()
                .requestItems(Map.of(table, KeysAndAttributes.builder().keys(keys(skus)).build()))
                .build();
        // The paginator asks again for what DynamoDB left unprocessed.
        return dynamoDb.batchGetItemPaginator(request).stream()
                .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                .map(DynamoDbOffers::offer)
                .collect(Collectors.toUnmodifiableMap(Offer::sku, Function.identity()));
    }

    private static List<Map<String, AttributeValue>> keys(Set<Sku> skus) {
        return skus.stream().map(sku -> Map.of("pk", AttributeValue.fromS("sku#" + sku))).toList();
    }

    private static Offer offer(Map<String, AttributeValue> item) {
        return new Offer(
                new Sku(item.get("sku").s()),
                new ProductId(item.get("productId").s()),
                name(item),
                new Money(Long.parseLong(item.get("price").n()), item.get("currency").s()),
                item.get("availability").s().equals("OUT"));
    }

    private static String name(Map<String, AttributeValue> item) {
        var title = item.get("title").s();
        var variant = item.containsKey("variant") ? item.get("variant").s() : "";
        return variant.isEmpty() ? title : title + ", " + variant;
    }
}
