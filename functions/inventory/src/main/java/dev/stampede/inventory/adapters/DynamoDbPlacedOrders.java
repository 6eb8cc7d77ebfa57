package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.verification.PlacedOrders;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.sharding.Shards;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Orders found by the index {@code byDay}, the partitions of all days side by side. */
public final class DynamoDbPlacedOrders implements PlacedOrders {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbPlacedOrders(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public boolean forEach(LocalDate first, LocalDate last, Predicate<OrderId> work) {
        var partitions = first.datesUntil(last.plusDays(1))
                .flatMap(day -> IntStream.range(0, FactItems.DAY_SHARDS)
                        .mapToObj(shard -> Shards.key(day.toString(), shard)))
                .toList();
        return !Parallel.map(partitions, partition -> isThrough(partition, work)).contains(false);
    }

    private boolean isThrough(String partition, Predicate<OrderId> work) {
        return dynamoDb.queryPaginator(QueryRequest.builder()
                .tableName(table)
                .indexName(FactItems.BY_DAY)
                .keyConditionExpression("#day = :day")
                .expressionAttributeNames(Map.of("#day", FactItems.DAY))
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(partition)))
                .build())
                .items()
                .stream()
                .map(item -> new OrderId(item.get(FactItems.ORDER_ID).s()))
                .allMatch(work);
    }
}
