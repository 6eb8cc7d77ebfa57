package dev.stampede.relay;

import java.util.List;
import java.util.Map;

/** The topic that events are published to. Implementations are thread-safe. */
public interface EventTopic {

    /** The maximum number of messages in a batch (Amazon SNS API Reference, "PublishBatch"). */
    int MAX_BATCH = 10;

    /**
     * The maximum size of a batch in bytes: 256 KiB (Amazon SNS API Reference, "PublishBatch") less 1 KiB for the names
     * and data types of the attributes.
     */
    int MAX_BATCH_BYTES = 256 * 1024 - 1024;

    /**
     * Publishes a batch. Some messages may succeed while others fail.
     *
     * @param batch 1 to {@link #MAX_BATCH} messages of at most {@link #MAX_BATCH_BYTES} in total
     * @return the messages that were not published, each with the reason
     */
    Map<TopicMessage, RuntimeException> publish(List<TopicMessage> batch);
}
