package dev.stampede.relay;

import dev.stampede.runtime.Batches;
import dev.stampede.runtime.aws.Retryable;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes messages in batches, several batches concurrently. Thread-safe. */
public final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private static final int MAX_TRIES = 3;

    private final EventTopic topic;
    private final Backoff backoff;

    public Publisher(EventTopic topic, Backoff backoff) {
        this.topic = topic;
        this.backoff = backoff;
    }

    /**
     * Publishes as many messages as possible.
     *
     * @return the failures by position; messages after a failed one may have been published
     */
    public Map<Integer, RuntimeException> publish(List<TopicMessage> messages) {
        var failures = new HashMap<Integer, RuntimeException>();
        var batches = Batches.of(
                messages, EventTopic.MAX_BATCH, TopicMessage::size, EventTopic.MAX_BATCH_BYTES);
        Parallel.map(batches, this::publishBatch)
                .forEach(failed -> failed.forEach((message, failure) -> failures.put(message.position(), failure)));
        return failures;
    }

    /** Retries the messages that fail. */
    private Map<TopicMessage, RuntimeException> publishBatch(List<TopicMessage> batch) {
        var failures = new HashMap<TopicMessage, RuntimeException>();
        var unpublished = new ArrayList<>(batch);
        backoff.retry(MAX_TRIES, tries -> {
            failures.clear();
            failures.putAll(publishOnce(unpublished));
            unpublished.retainAll(failures.keySet());
            return failures.isEmpty() || isUnavailable(batch, failures) ? Optional.of(failures) : Optional.empty();
        });
        return failures;
    }

    /** Whether the topic did not respond, so that no message was published: the stream delivers the batch again. */
    private static boolean isUnavailable(List<TopicMessage> batch, Map<TopicMessage, RuntimeException> failures) {
        return failures.size() == batch.size() && failures.values().stream().distinct().count() == 1;
    }

    /** Splits a batch that the topic refuses in half, until each message that causes the refusal is alone. */
    private Map<TopicMessage, RuntimeException> publishOnce(List<TopicMessage> batch) {
        try {
            return topic.publish(batch);
        } catch (RuntimeException e) {
            LOG.warn("A batch of {} events could not be published", batch.size(), e);
            if (batch.size() == 1 || !Retryable.isOfOneRequest(e)) {
                var failures = new HashMap<TopicMessage, RuntimeException>();
                batch.forEach(message -> failures.put(message, e));
                return failures;
            }
            var failures = new HashMap<>(publishOnce(batch.subList(0, batch.size() / 2)));
            failures.putAll(publishOnce(batch.subList(batch.size() / 2, batch.size())));
            return failures;
        }
    }
}
