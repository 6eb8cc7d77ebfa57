package dev.stampede.runtime.aws;

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
 * Reads many items of one table at once. What DynamoDB leaves unread, because the table is busy, is asked for again a few
 * times, ever later; the SDK's paginator would ask at once and without end, and keep the table busy. Thread-safe.
 */
public final class BatchGet {

    /** Items of one BatchGetItem (Amazon DynamoDB API Reference). */
    private static final int MAX_ITEMS = 100;

    /** Together with the pauses, about a second. */
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

    /** Reads that may lag behind: they cost half, and an item that everybody reads gives twice as many. */
    public static BatchGet eventual(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        return new BatchGet(dynamoDb, table, backoff, false);
    }

    /** Reads that see every write that was answered before. */
    public static BatchGet consistent(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        return new BatchGet(dynamoDb, table, backoff, true);
    }

    /**
     * The items that exist, in no order.
     *
     * @param keys any number, read a hundred at a time
     * @param attributes those to read; all if none are named
     * @throws OverloadedException if the table stays too busy to read them all
     */
    public List<Map<String, AttributeValue>> items(
            Collection<Map<String, AttributeValue>> keys, String... attributes) {
        var distinct = keys.stream().distinct().toList();
        var projection = attributes.length == 0 ? null : String.join(", ", attributes);
        if (distinct.size() <= MAX_ITEMS) {
            return distinct.isEmpty() ? List.of() : chunk(distinct, projection);
        }
        var chunks = new ArrayList<List<Map<String, AttributeValue>>>();
        for (var start = 0; start < distinct.size(); start += MAX_ITEMS) {
            chunks.add(distinct.subList(start, Math.min(start + MAX_ITEMS, distinct.size())));
        }
        return Parallel.map(chunks, chunk -> chunk(chunk, projection)).stream().flatMap(List::stream).toList();
    }

    private List<Map<String, AttributeValue>> chunk(
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
