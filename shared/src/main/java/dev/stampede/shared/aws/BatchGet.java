package dev.stampede.shared.aws;

import dev.stampede.shared.time.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads many items of one table at once. What DynamoDB leaves unread, because the table is busy, is asked for again a few
 * times, ever later; the SDK's paginator would ask at once and without end, and keep the table busy.
 *
 * <p>The reads are eventually consistent: they cost half, and an item that everybody reads gives twice as many.
 * Thread-safe.
 */
public final class BatchGet {

    /** Together with the pauses, about a second. */
    private static final int MAX_TRIES = 6;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;

    public BatchGet(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
    }

    /**
     * The items that exist, in no order.
     *
     * @param keys 1 to 100, no key twice
     * @throws OverloadedException if the table stays too busy to read them all
     */
    public List<Map<String, AttributeValue>> items(Collection<Map<String, AttributeValue>> keys) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var open = Map.of(table, KeysAndAttributes.builder().keys(keys).build());
        for (var tries = 1; tries <= MAX_TRIES; tries++) {
            if (tries > 1) {
                backoff.after(tries - 1);
            }
            var wanted = open;
            var response = dynamoDb.batchGetItem(get -> get.requestItems(wanted));
            items.addAll(response.responses().getOrDefault(table, List.of()));
            open = response.unprocessedKeys();
            if (open.isEmpty()) {
                return items;
            }
        }
        throw new OverloadedException("Table " + table + " left keys of a batch unread " + MAX_TRIES + " times");
    }
}
