package dev.stampede.local.lab.capacity;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One action on one item, alone or as a part of a batch or a transaction.
 *
 * @param key  the key's attributes
 * @param item what a put puts; empty for other actions
 */
record ItemWrite(TableSchema table, Action action, Map<String, AttributeValue> key, Map<String, AttributeValue> item) {

    enum Action {
        PUT, UPDATE, DELETE, CHECK
    }

    static ItemWrite put(TableSchema table, Map<String, AttributeValue> item) {
        return new ItemWrite(table, Action.PUT, table.keyOf(item), item);
    }

    static ItemWrite other(TableSchema table, Action action, Map<String, AttributeValue> key) {
        return new ItemWrite(table, action, key, Map.of());
    }

    ItemKey id() {
        return table.key(key);
    }

    /**
     * What is there afterwards as far as the request tells; for an update, whose result only the engine knows, what was
     * there before.
     */
    Map<String, AttributeValue> expected(Map<String, AttributeValue> before) {
        return switch (action) {
            case PUT -> item;
            case DELETE -> Map.of();
            case CHECK -> before;
            case UPDATE -> before.isEmpty() ? key : before;
        };
    }
}
