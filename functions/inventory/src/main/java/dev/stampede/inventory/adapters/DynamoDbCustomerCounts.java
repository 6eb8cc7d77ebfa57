package dev.stampede.inventory.adapters;

import dev.stampede.inventory.reservation.CustomerCount;
import dev.stampede.inventory.reservation.CustomerCounts;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What customers have, an item of the inventory table for each SKU with a limit and each customer. */
public final class DynamoDbCustomerCounts implements CustomerCounts {

    private final BatchGet reads;

    public DynamoDbCustomerCounts(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Map<CustomerCount, Integer> read(Collection<CustomerCount> counts) {
        var byKey = counts.stream().collect(Collectors.toMap(InventoryItems::countKey, Function.identity()));
        var found = new HashMap<CustomerCount, Integer>();
        counts.forEach(count -> found.put(count, 0));
        reads.items(byKey.keySet(), InventoryItems.PK, InventoryItems.COUNT).forEach(item -> found.put(
                byKey.get(Map.of(InventoryItems.PK, item.get(InventoryItems.PK))),
                (int) InventoryItems.number(item, InventoryItems.COUNT, 0)));
        return found;
    }

    /** Taking respects the limit; giving back always succeeds. */
    static TransactWriteItem change(String table, CustomerCount count, CustomerCount.Change change) {
        var update = Update.builder()
                .tableName(table)
                .key(InventoryItems.countKey(count))
                .updateExpression("ADD #count :units")
                .expressionAttributeNames(Map.of("#count", InventoryItems.COUNT));
        if (change.units() < 0) {
            update.expressionAttributeValues(Map.of(":units", InventoryItems.number(change.units())));
        } else {
            update.conditionExpression("attribute_not_exists(#count) AND :units <= :max OR #count <= :before")
                    .expressionAttributeValues(Map.of(
                            ":units", InventoryItems.number(change.units()),
                            ":max", InventoryItems.number(change.max()),
                            ":before", InventoryItems.number((long) change.max() - change.units())));
        }
        return TransactWriteItem.builder().update(update.build()).build();
    }
}
