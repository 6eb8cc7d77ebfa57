package dev.stampede.local.lab.capacity;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write to an item, alone or in a batch or transaction.
 *
 * @param key  the key attributes
 * @param item the item of a put; empty for other actions
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
     * The item after the write, as far as the request defines it. For an update, the item before the write.
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
