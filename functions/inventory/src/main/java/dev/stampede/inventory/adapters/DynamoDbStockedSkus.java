package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.inventory.StockedSkuKeys;
import dev.stampede.inventory.verification.StockedSkus;
import dev.stampede.runtime.concurrent.Parallel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Lists the settings items with the index {@code listings}, which holds only these. */
public final class DynamoDbStockedSkus implements StockedSkus {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbStockedSkus(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public List<StockedSku> all() {
        var listings = IntStream.range(0, StockedSkuKeys.SHARDS).mapToObj(StockedSkuKeys::listing).toList();
        return Parallel.map(listings, this::listed).stream().flatMap(List::stream).toList();
    }

    @Override
    public Optional<StockedSku> find(Sku sku) {
        var item = dynamoDb.getItem(request -> request.tableName(table)
                .key(InventoryItems.settingsKey(sku))
                .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(stocked(item));
    }

    private List<StockedSku> listed(String listing) {
        return dynamoDb.queryPaginator(QueryRequest.builder()
                .tableName(table)
                .indexName(StockedSkuKeys.LISTINGS)
                .keyConditionExpression(StockedSkuKeys.LISTING + " = :listing")
                .expressionAttributeValues(Map.of(":listing", AttributeValue.fromS(listing)))
                .build())
                .items()
                .stream()
                .map(DynamoDbStockedSkus::stocked)
                .toList();
    }

    private static StockedSku stocked(Map<String, AttributeValue> item) {
        return new StockedSku(InventoryItems.sku(item), Instant.parse(item.get(InventoryItems.SINCE).s()));
    }
}
