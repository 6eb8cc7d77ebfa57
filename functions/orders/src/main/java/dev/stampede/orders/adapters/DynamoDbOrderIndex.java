package dev.stampede.orders.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.orders.OrderIndex;
import dev.stampede.runtime.sharding.ShardedIndex;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The index of the orders table by customer: a customer's orders are in one partition. */
public final class DynamoDbOrderIndex implements OrderIndex {

    private final ShardedIndex byCustomer;

    public DynamoDbOrderIndex(DynamoDbClient dynamoDb, String table) {
        this.byCustomer = new ShardedIndex(
                dynamoDb, table, FactItems.BY_CUSTOMER, FactItems.CUSTOMER, FactItems.PLACED, 0);
    }

    @Override
    public Page ofCustomer(String customerId, @Nullable String after, int limit) {
        var page = byCustomer.page(
                new ShardedIndex.Request(FactItems.customerKey(customerId), false, after, limit));
        var orders = page.items().stream()
                .map(item -> new OrderId(item.get(FactItems.ORDER_ID).s()))
                .toList();
        return new Page(orders, page.next());
    }
}
