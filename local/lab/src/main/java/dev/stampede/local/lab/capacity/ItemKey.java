package dev.stampede.local.lab.capacity;

import java.util.List;

/**
 * The key of an item in a table.
 *
 * @param values key values in the form of {@link Values#text}, partition key first
 */
record ItemKey(String table, List<String> values) {

    String partition() {
        return values.getFirst();
    }
}
