package dev.stampede.local.lab.capacity;

import dev.stampede.runtime.Batches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads table schemas and items without metering or limits. Caches table schemas. */
final class ItemReader {

    /** Maximum number of keys in a BatchGetItem. */
    private static final int BATCH = 100;

    private final DynamoDbClient dynamoDb;
    private final Map<String, TableSchema> tables = new ConcurrentHashMap<>();

    ItemReader(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    TableSchema table(String name) {
        var known = tables.get(name);
        return known != null ? known
                : tables.computeIfAbsent(name,
                        unknown -> TableSchema.of(dynamoDb.describeTable(table -> table.tableName(unknown)).table()));
    }

    /** @return the item; an empty map if it does not exist */
    Map<String, AttributeValue> item(TableSchema table, Map<String, AttributeValue> key) {
        return dynamoDb.getItem(get -> get.tableName(table.name()).key(key).consistentRead(true)).item();
    }

    /** @return the existing items, with all attributes */
    Map<ItemKey, Map<String, AttributeValue>> items(TableSchema table, Collection<Map<String, AttributeValue>> keys) {
        var found = new HashMap<ItemKey, Map<String, AttributeValue>>();
        Batches.of(keys, BATCH).forEach(batch -> addBatch(found, table, batch));
        return found;
    }

    /** @return the current items of the writes, if they exist */
    Map<ItemKey, Map<String, AttributeValue>> items(Collection<ItemWrite> writes) {
        var found = new HashMap<ItemKey, Map<String, AttributeValue>>();
        writes.stream().collect(Collectors.groupingBy(ItemWrite::table))
                .forEach((table, same) -> found.putAll(items(table, same.stream().map(ItemWrite::key).toList())));
        return found;
    }

    private void addBatch(Map<ItemKey, Map<String, AttributeValue>> found, TableSchema table,
            List<Map<String, AttributeValue>> keys) {
        var wanted = new ArrayList<>(keys);
        while (!wanted.isEmpty()) {
            var batch = KeysAndAttributes.builder().keys(wanted).consistentRead(true).build();
            var answer = dynamoDb.batchGetItem(get -> get.requestItems(Map.of(table.name(), batch)));
            answer.responses().getOrDefault(table.name(), List.of()).forEach(item -> found.put(table.key(item), item));
            wanted.clear();
            var unprocessed = answer.unprocessedKeys().get(table.name());
            if (unprocessed != null) {
                wanted.addAll(unprocessed.keys());
            }
        }
    }
}
