package dev.stampede.inventory.adapters;

import dev.stampede.inventory.stock.Backoff;
import dev.stampede.inventory.stock.InParallel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent reads of many items of one table. */
final class BatchReads {

    /** Items of one BatchGetItem (Amazon DynamoDB API Reference). */
    private static final int MAX_ITEMS = 100;

    private static final int MAX_TRIES = 8;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;

    BatchReads(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
    }

    /** The items that exist, in no order, each with the attributes named; all attributes if none are named. */
    List<Map<String, AttributeValue>> items(Collection<Map<String, AttributeValue>> keys, String... attributes) {
        var distinct = List.copyOf(keys).stream().distinct().toList();
        var chunks = new ArrayList<List<Map<String, AttributeValue>>>();
        for (var start = 0; start < distinct.size(); start += MAX_ITEMS) {
            chunks.add(distinct.subList(start, Math.min(start + MAX_ITEMS, distinct.size())));
        }
        var projection = attributes.length == 0 ? null : String.join(", ", attributes);
        return chunks.size() == 1
                ? chunk(chunks.getFirst(), projection)
                : InParallel.map(chunks, chunk -> chunk(chunk, projection)).stream().flatMap(List::stream).toList();
    }

    private List<Map<String, AttributeValue>> chunk(
            List<Map<String, AttributeValue>> keys, @Nullable String projection) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var open = Map.of(table, KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(true)
                .projectionExpression(projection)
                .build());
        for (var tries = 1; tries <= MAX_TRIES; tries++) {
            var response = dynamoDb.batchGetItem(BatchGetItemRequest.builder().requestItems(open).build());
            items.addAll(response.responses().getOrDefault(table, List.of()));
            open = response.unprocessedKeys();
            if (open.isEmpty()) {
                return items;
            }
            backoff.pause(tries);
        }
        throw new IllegalStateException("The database left keys of a batch unread time and again");
    }
}
