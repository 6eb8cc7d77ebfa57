package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.sweep.PlacementIndex;
import dev.stampede.inventory.verification.PlacedOrders;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.sharding.Shards;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Finds orders with the index {@code byDay}; reads partitions concurrently. */
public final class DynamoDbPlacedOrders implements PlacedOrders, PlacementIndex {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbPlacedOrders(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public boolean forEach(LocalDate first, LocalDate last, Predicate<OrderId> work) {
        return !Parallel.map(partitions(first, last).toList(), partition -> isThrough(partition, work)).contains(false);
    }

    /** A partition of the index, and the span to read. */
    private record Slice(String partition, Span span) {}

    @Override
    public Optional<List<OrderId>> within(Collection<Span> spans, int limit) {
        var found = Parallel.map(slices(spans), slice -> placed(slice, limit)).stream().flatMap(List::stream).toList();
        return found.size() > limit ? Optional.empty() : Optional.of(found);
    }

    private static List<Slice> slices(Collection<Span> spans) {
        return spans.stream()
                .flatMap(span -> partitions(day(span.from()), day(span.to()))
                        .map(partition -> new Slice(partition, span)))
                .toList();
    }

    private static Stream<String> partitions(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1))
                .flatMap(day -> IntStream.range(0, FactItems.DAY_SHARDS)
                        .mapToObj(shard -> Shards.key(day.toString(), shard)));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** At most one order more than the limit. */
    private List<OrderId> placed(Slice slice, int limit) {
        return dynamoDb.queryPaginator(QueryRequest.builder()
                .tableName(table)
                .indexName(FactItems.BY_DAY)
                .keyConditionExpression("#day = :day AND #placed BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#day", FactItems.DAY, "#placed", FactItems.PLACED))
                .expressionAttributeValues(Map.of(
                        ":day", AttributeValue.fromS(slice.partition()),
                        ":from", AttributeValue.fromS(FactItems.placedBound(slice.span().from())),
                        ":to", AttributeValue.fromS(FactItems.placedBound(slice.span().to()))))
                .build())
                .items()
                .stream()
                .limit(limit + 1L)
                .map(DynamoDbPlacedOrders::id)
                .toList();
    }

    private static OrderId id(Map<String, AttributeValue> item) {
        return new OrderId(item.get(FactItems.ORDER_ID).s());
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
                .map(DynamoDbPlacedOrders::id)
                .allMatch(work);
    }
}
