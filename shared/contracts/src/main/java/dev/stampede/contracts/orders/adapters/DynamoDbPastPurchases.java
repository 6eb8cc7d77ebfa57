package dev.stampede.contracts.orders.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.totals.PastPurchases;
import dev.stampede.runtime.sharding.ShardedIndex;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds a customer's orders in the index by customer, newest first, and reads them until one is a sale. */
public final class DynamoDbPastPurchases implements PastPurchases {

    private static final int PAGE = 20;

    private final ShardedIndex byCustomer;
    private final OrderLog log;

    public DynamoDbPastPurchases(DynamoDbClient dynamoDb, String table, OrderLog log) {
        this.byCustomer = new ShardedIndex(
                dynamoDb, table, FactItems.BY_CUSTOMER, FactItems.CUSTOMER, FactItems.PLACED, 0);
        this.log = log;
    }

    @Override
    public boolean exist(String customerId) {
        @Nullable
        String after = null;
        do {
            var page = byCustomer.page(
                    new ShardedIndex.Request(FactItems.customerKey(customerId), false, after, PAGE));
            var isSale = page.items().stream()
                    .map(item -> new OrderId(item.get(FactItems.ORDER_ID).s()))
                    .anyMatch(id -> log.find(id).filter(DynamoDbPastPurchases::counts).isPresent());
            if (isSale) {
                return true;
            }
            after = page.next().orElse(null);
        } while (after != null);
        return false;
    }

    /** As the count of first orders has it: an order counts until it has ended without a sale and all of its units are back. */
    private static boolean counts(Order order) {
        return !order.freesCart() || order.holdsStock();
    }
}
