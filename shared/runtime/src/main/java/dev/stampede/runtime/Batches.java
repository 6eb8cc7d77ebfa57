package dev.stampede.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/** Splits items into batches, for requests that take a limited number of them. */
public final class Batches {

    private Batches() {}

    /** Batches of at most {@code maxItems} items, in order; none for no items. */
    public static <T> List<List<T>> of(Collection<T> items, int maxItems) {
        return of(items, maxItems, item -> 0, Long.MAX_VALUE);
    }

    /**
     * Batches of at most {@code maxItems} items whose sizes add up to at most {@code maxSize}, in order; none for no items.
     * An item that is larger is a batch of its own.
     *
     * @param maxItems at least 1
     */
    public static <T> List<List<T>> of(
            Collection<T> items, int maxItems, ToLongFunction<T> size, long maxSize) {
        if (maxItems < 1) {
            throw new IllegalArgumentException("A batch needs room for at least one item");
        }
        var batches = new ArrayList<List<T>>();
        var batch = new ArrayList<T>();
        var total = 0L;
        for (var item : items) {
            if (!batch.isEmpty() && (batch.size() == maxItems || total + size.applyAsLong(item) > maxSize)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                total = 0;
            }
            batch.add(item);
            total += size.applyAsLong(item);
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
