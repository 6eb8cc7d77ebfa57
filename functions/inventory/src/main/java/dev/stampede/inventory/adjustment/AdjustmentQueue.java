package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import java.util.List;

/** Where adjustments wait that are applied later, many at a time. Implementations are safe for use by many threads. */
public interface AdjustmentQueue {

    /**
     * What one message holds. Messages may overtake each other, so all lines of a SKU are in the same one, in their order:
     * else what goes out might be refused because what came in before it had not been applied yet.
     *
     * @param adjustments 1 or more
     */
    record Chunk(List<Adjustment> adjustments) {
        public Chunk {
            adjustments = List.copyOf(adjustments);
        }
    }

    /** What became of the wish to queue adjustments. */
    sealed interface Outcome {

        /** All of them are queued. */
        record Queued() implements Outcome {}

        /** Nothing is queued, as the lines of this SKU do not fit into one message. */
        record TooManyLines(Sku sku) implements Outcome {}
    }

    /** A message holds more only if they are all of one SKU. */
    int MAX_LINES = 25;

    /**
     * Queues all of them or, if they cannot be queued at all, none.
     *
     * @param adjustments those of one SKU are applied in this order
     * @throws IllegalStateException if some could not be queued; the same may be queued again
     */
    Outcome add(List<Adjustment> adjustments);
}
