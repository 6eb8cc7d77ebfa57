package dev.stampede.relay;

import java.util.List;
import java.util.Map;

/** Where events are announced. Implementations are safe for use by many threads. */
public interface EventTopic {

    /** The most announcements in one batch (Amazon SNS API Reference, "PublishBatch"). */
    int MAX_BATCH = 10;

    /**
     * The most bytes in one batch: 256 KB (Amazon SNS API Reference, "PublishBatch") less what the names and types of the
     * attributes take.
     */
    int MAX_BATCH_BYTES = 256 * 1024 - 1024;

    /**
     * Publishes a batch, of which any part may succeed.
     *
     * @param batch 1 to {@link #MAX_BATCH} announcements of at most {@link #MAX_BATCH_BYTES} together
     * @return those that were not published, and why
     */
    Map<Announcement, RuntimeException> publish(List<Announcement> batch);
}
