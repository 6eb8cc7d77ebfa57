package dev.stampede.inventory.adjustment;

import java.util.List;

/** Where adjustments wait that are applied later, many at a time. Implementations are safe for use by many threads. */
public interface AdjustmentQueue {

    /** What one message holds. @param adjustments 1 to {@link #MAX_LINES} */
    record Chunk(List<Adjustment> adjustments) {
        public Chunk {
            adjustments = List.copyOf(adjustments);
        }
    }

    /**
     * Adjustments of one message. One is at most about a kilobyte of JSON, and ten messages, which are sent at once, may
     * have 256 KB together (Amazon SQS API Reference, SendMessageBatch).
     */
    int MAX_LINES = 25;

    /**
     * Queues all of them.
     *
     * @throws IllegalStateException if some could not be queued; the same may be queued again
     */
    void add(List<Adjustment> adjustments);
}
