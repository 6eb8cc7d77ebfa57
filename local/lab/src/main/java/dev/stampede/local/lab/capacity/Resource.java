package dev.stampede.local.lab.capacity;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A table or global secondary index. Sorted by table, with the table before its indexes. The string form is
 * {@code table} or {@code table/index}.
 *
 * @param index null for the table itself
 */
public record Resource(String table, @Nullable String index) implements Comparable<Resource> {

    private static final Comparator<Resource> ORDER = Comparator.comparing(Resource::table)
            .thenComparing(Resource::toString);

    public static Resource ofTable(String table) {
        return new Resource(table, null);
    }

    @Override
    public int compareTo(Resource other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return index == null ? table : table + "/" + index;
    }
}
