package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.RecordedFact;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Finds orders and late facts with the index {@code byDay}; reads partitions concurrently. */
public final class DynamoDbPlacedOrders implements PlacedOrders, PlacementIndex {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbPlacedOrders(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public boolean forEach(Instant from, Instant to, Predicate<OrderId> work) {
        var late = new Span(from.plus(RecordedFact.LATE_AFTER), to.plus(RecordedFact.LATE_AFTER));
        var slices = Stream.concat(
                slices(new Span(from, to), LocalDate::toString), slices(late, FactItems::lateDay)).toList();
        return !Parallel.map(slices, slice -> ids(slice).allMatch(work)).contains(false);
    }

    /** A partition of the index, and the span to read. */
    private record Slice(String partition, Span span) {}

    @Override
    public Optional<List<OrderId>> within(Collection<Span> spans, int limit) {
        var slices = spans.stream().flatMap(span -> slices(span, LocalDate::toString)).toList();
        // At most one order more than the limit from each.
        var found = Parallel.map(slices, slice -> ids(slice).limit(limit + 1L).toList()).stream()
                .flatMap(List::stream)
                .toList();
        return found.size() > limit ? Optional.empty() : Optional.of(found);
    }

    /** @param partition the partition of a day, to be sharded */
    private static Stream<Slice> slices(Span span, Function<LocalDate, String> partition) {
        return day(span.from()).datesUntil(day(span.to()).plusDays(1))
                .flatMap(day -> IntStream.range(0, FactItems.DAY_SHARDS)
                        .mapToObj(shard -> new Slice(Shards.key(partition.apply(day), shard), span)));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private Stream<OrderId> ids(Slice slice) {
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
                .map(DynamoDbPlacedOrders::id);
    }

    private static OrderId id(Map<String, AttributeValue> item) {
        return new OrderId(item.get(FactItems.ORDER_ID).s());
    }
}
