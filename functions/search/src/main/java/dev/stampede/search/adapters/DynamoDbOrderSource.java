package dev.stampede.search.adapters;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.sharding.Shards;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.orders.OrderSource;
import dev.stampede.search.storage.IndexSource;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders in the orders table. */
public final class DynamoDbOrderSource implements OrderSource {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final BatchGet batchGet;
    private final OrderLog log;
    private final Clock clock;

    public DynamoDbOrderSource(DynamoDbClient dynamoDb, String table, Clock clock, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batchGet = BatchGet.consistent(dynamoDb, table, backoff);
        this.log = new DynamoDbOrderLog(dynamoDb, table, clock, backoff);
        this.clock = clock;
    }

    @Override
    public Map<YearMonth, Set<OrderId>> byMonth(Set<OrderId> ids) {
        var keys = ids.stream()
                .map(id -> Map.of(
                        FactItems.ORDER_ID, AttributeValue.fromS(id.value()), FactItems.SEQ, AttributeValue.fromN("0")))
                .toList();
        return batchGet.items(keys, FactItems.ORDER_ID, FactItems.PLACED).stream()
                .collect(groupingBy(DynamoDbOrderSource::month, mapping(DynamoDbOrderSource::id, toSet())));
    }

    /** The sort key of the index by day begins with the time of placement. */
    private static YearMonth month(Map<String, AttributeValue> item) {
        return YearMonth.parse(item.get(FactItems.PLACED).s().substring(0, "yyyy-mm".length()));
    }

    private static OrderId id(Map<String, AttributeValue> item) {
        return new OrderId(item.get(FactItems.ORDER_ID).s());
    }

    @Override
    public IndexSource<OrderId, Order> of(YearMonth month) {
        return new IndexSource<>() {

            @Override
            public Map<OrderId, Order> read(Collection<OrderId> ids) {
                return Parallel.map(ids, log::find).stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(Order::id, Function.identity()));
            }

            @Override
            public Stream<List<OrderId>> all() {
                return days(month).flatMap(day -> IntStream.range(0, FactItems.DAY_SHARDS)
                        .mapToObj(shard -> Shards.key(day.toString(), shard)))
                        .flatMap(DynamoDbOrderSource.this::ordersOf);
            }

            @Override
            public OrderId id(String value) {
                return new OrderId(value);
            }
        };
    }

    /** Those that have begun. */
    private Stream<LocalDate> days(YearMonth month) {
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        return month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).takeWhile(day -> day.isBefore(tomorrow));
    }

    private Stream<List<OrderId>> ordersOf(String partition) {
        return dynamoDb.queryPaginator(query -> query.tableName(table)
                .indexName(FactItems.BY_DAY)
                .keyConditionExpression("#day = :day")
                .projectionExpression(FactItems.ORDER_ID)
                .expressionAttributeNames(Map.of("#day", FactItems.DAY))
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(partition))))
                .stream()
                .map(page -> page.items().stream().map(DynamoDbOrderSource::id).toList());
    }
}
