package dev.stampede.relay;

import java.util.ArrayList;
import java.util.List;

/** Splits messages, in order, into as few batches as the topic's limits allow. */
final class MessageBatches {

    private MessageBatches() {}

    /** A message that exceeds the limit gets its own batch, which the topic refuses. */
    static List<List<TopicMessage>> of(List<TopicMessage> messages) {
        var batches = new ArrayList<List<TopicMessage>>();
        var current = new ArrayList<TopicMessage>();
        var bytes = 0;
        for (var message : messages) {
            var isFull = current.size() == EventTopic.MAX_BATCH
                    || bytes + message.size() > EventTopic.MAX_BATCH_BYTES;
            if (isFull && !current.isEmpty()) {
                batches.add(List.copyOf(current));
                current.clear();
                bytes = 0;
            }
            current.add(message);
            bytes += message.size();
        }
        if (!current.isEmpty()) {
            batches.add(List.copyOf(current));
        }
        return batches;
    }
}
