package dev.stampede.local.lab.capacity;

import java.util.List;

/**
 * Which item of which table.
 *
 * @param values the key's values in the form of {@link Values#text}, the partition key's first
 */
record ItemKey(String table, List<String> values) {

    String partition() {
        return values.getFirst();
    }
}
