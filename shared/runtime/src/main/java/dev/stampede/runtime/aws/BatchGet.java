package dev.stampede.runtime.aws;

import dev.stampede.runtime.Batches;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads many items of one table. Keys that DynamoDB leaves unprocessed because of throttling are retried a few times
 * with backoff; the SDK's paginator would retry immediately and endlessly. Thread-safe.
 */
public final class BatchGet {

    /** Maximum number of items in a BatchGetItem (Amazon DynamoDB API Reference). */
    private static final int MAX_ITEMS = 100;

    /** About one second in total, with the waits between them. */
    private static final int MAX_TRIES = 6;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;
    private final boolean isConsistent;

    private BatchGet(DynamoDbClient dynamoDb, String table, Backoff backoff, boolean isConsistent) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
        this.isConsistent = isConsistent;
    }

    /** Eventually consistent reads, at half the cost and twice the throughput per item. */
    public static BatchGet eventual(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        return new BatchGet(dynamoDb, table, backoff, false);
    }

    /** Strongly consistent reads. */
    public static BatchGet consistent(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        return new BatchGet(dynamoDb, table, backoff, true);
    }

    /**
     * The items that exist, in no particular order.
     *
     * @param keys any number, read in batches of 100
     * @param attributes the attributes to read; all if none are given
     * @throws OverloadedException if the table remains throttled
     */
    public List<Map<String, AttributeValue>> items(
            Collection<Map<String, AttributeValue>> keys, String... attributes) {
        var distinct = keys.stream().distinct().toList();
        var projection = attributes.length == 0 ? null : String.join(", ", attributes);
        if (distinct.size() <= MAX_ITEMS) {
            return distinct.isEmpty() ? List.of() : batch(distinct, projection);
        }
        return Parallel.map(Batches.of(distinct, MAX_ITEMS), batch -> batch(batch, projection)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Map<String, AttributeValue>> batch(
            List<Map<String, AttributeValue>> keys, @Nullable String projection) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var open = new HashMap<>(Map.of(table, KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(isConsistent)
                .projectionExpression(projection)
                .build()));
        return backoff.retry(MAX_TRIES, _ -> {
            var response = dynamoDb.batchGetItem(get -> get.requestItems(open));
            items.addAll(response.responses().getOrDefault(table, List.of()));
            open.clear();
            open.putAll(response.unprocessedKeys());
            return open.isEmpty() ? Optional.of(items) : Optional.empty();
        }).orElseThrow(() -> new OverloadedException(
                "Table " + table + " left keys of a batch unread " + MAX_TRIES + " times"));
    }
}
