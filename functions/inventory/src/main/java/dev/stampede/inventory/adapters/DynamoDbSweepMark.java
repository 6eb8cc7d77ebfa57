package dev.stampede.inventory.adapters;

import dev.stampede.inventory.sweep.SweepMark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The mark in the inventory table. */
public final class DynamoDbSweepMark implements SweepMark {

    private static final Map<String, AttributeValue> KEY = InventoryItems.key("sweep");

    /** Milliseconds since the epoch. */
    private static final String SWEPT_UNTIL = "sweptUntil";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbSweepMark(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Instant> read() {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(KEY).consistentRead(true)).item();
        return item.containsKey(SWEPT_UNTIL)
                ? Optional.of(Instant.ofEpochMilli(InventoryItems.number(item, SWEPT_UNTIL, 0)))
                : Optional.empty();
    }

    @Override
    public void advance(Instant to) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(KEY)
                    .updateExpression("SET " + SWEPT_UNTIL + " = :to")
                    .conditionExpression("attribute_not_exists(" + SWEPT_UNTIL + ") OR " + SWEPT_UNTIL + " < :to")
                    .expressionAttributeValues(Map.of(":to", InventoryItems.number(to.toEpochMilli()))));
        } catch (ConditionalCheckFailedException olderThanTheMark) {
            // The mark of another run is newer and stays.
        }
    }
}
