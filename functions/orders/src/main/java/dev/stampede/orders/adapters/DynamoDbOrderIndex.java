package dev.stampede.orders.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.orders.OrderIndex;
import dev.stampede.runtime.sharding.ShardedIndex;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The two indexes of the orders table: a customer's orders lie in one partition, a day's are spread over many. */
public final class DynamoDbOrderIndex implements OrderIndex {

    private final ShardedIndex byCustomer;
    private final ShardedIndex byDay;

    public DynamoDbOrderIndex(DynamoDbClient dynamoDb, String table) {
        this.byCustomer = new ShardedIndex(
                dynamoDb, table, FactItems.BY_CUSTOMER, FactItems.CUSTOMER, FactItems.PLACED, 0);
        this.byDay = new ShardedIndex(
                dynamoDb, table, FactItems.BY_DAY, FactItems.DAY, FactItems.PLACED, FactItems.DAY_SHARDS);
    }

    @Override
    public Page ofCustomer(String customerId, @Nullable String after, int limit) {
        return page(byCustomer, FactItems.customerKey(customerId), after, limit);
    }

    @Override
    public Page ofDay(LocalDate day, @Nullable String after, int limit) {
        return page(byDay, day.toString(), after, limit);
    }

    private static Page page(ShardedIndex index, String partition, @Nullable String after, int limit) {
        var page = index.page(new ShardedIndex.Request(partition, false, after, limit));
        var orders = page.items().stream()
                .map(item -> new OrderId(item.get(FactItems.ORDER_ID).s()))
                .toList();
        return new Page(orders, page.next());
    }
}
