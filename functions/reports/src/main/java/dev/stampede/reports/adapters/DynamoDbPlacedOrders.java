package dev.stampede.reports.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.reports.PlacedOrders;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.sharding.ShardedIndex;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Orders in the orders table, by the index by day. */
public final class DynamoDbPlacedOrders implements PlacedOrders {

    private static final int PAGE = 100;

    private final ShardedIndex byDay;
    private final OrderLog log;

    public DynamoDbPlacedOrders(DynamoDbClient dynamoDb, String table, Clock clock, Backoff backoff) {
        this.byDay = new ShardedIndex(
                dynamoDb, table, FactItems.BY_DAY, FactItems.DAY, FactItems.PLACED, FactItems.DAY_SHARDS);
        this.log = new DynamoDbOrderLog(dynamoDb, table, clock, backoff);
    }

    @Override
    public Page ofDay(LocalDate day, @Nullable String after) {
        var page = byDay.page(new ShardedIndex.Request(day.toString(), true, after, PAGE));
        var orders = Parallel.map(page.items(), item -> order(new OrderId(item.get(FactItems.ORDER_ID).s())));
        return new Page(orders, page.next());
    }

    private Order order(OrderId id) {
        return log.find(id)
                .orElseThrow(() -> new IllegalStateException("Order in the index has no log: " + id));
    }
}
