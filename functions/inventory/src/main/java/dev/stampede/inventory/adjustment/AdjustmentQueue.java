package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import java.util.List;

/** The queue of adjustments that are applied asynchronously. Implementations are safe for use by many threads. */
public interface AdjustmentQueue {

    /**
     * The content of a message. Messages can be delivered out of order, so all lines of a SKU are in one message, in their
     * order: otherwise a removal could be refused because an earlier addition has not been applied yet.
     *
     * @param adjustments 1 or more
     */
    record Chunk(List<Adjustment> adjustments) {
        public Chunk {
            adjustments = List.copyOf(adjustments);
        }
    }

    /** The outcome of queuing adjustments. */
    sealed interface Outcome {

        /** All of them are queued. */
        record Queued() implements Outcome {}

        /** Nothing is queued, because the lines of this SKU do not fit into one message. */
        record TooManyLines(Sku sku) implements Outcome {}
    }

    /** The maximum for a message, unless all lines are of one SKU. */
    int MAX_LINES = 25;

    /**
     * Queues all of them, or none if the lines of a SKU are too many.
     *
     * @param adjustments those of one SKU are applied in this order
     * @throws IllegalStateException if some could not be queued; the call can be repeated
     */
    Outcome add(List<Adjustment> adjustments);
}
