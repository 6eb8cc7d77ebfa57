package dev.stampede.relay;

import dev.stampede.runtime.aws.Retryable;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes announcements in batches, several batches at once. Thread-safe. */
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int TRIES = 3;

    private final EventTopic topic;

    public Relay(EventTopic topic) {
        this.topic = topic;
    }

    /**
     * Publishes as many as the topic takes.
     *
     * @return by position, what was not published and why; what stands behind it may be published
     */
    public Map<Integer, RuntimeException> publish(List<Announcement> announcements) {
        var failures = new HashMap<Integer, RuntimeException>();
        Parallel.map(Batches.of(announcements), this::unpublished).forEach(unpublished -> unpublished
                .forEach((announcement, failure) -> failures.put(announcement.position(), failure)));
        return failures;
    }

    private Map<Announcement, RuntimeException> unpublished(List<Announcement> batch) {
        var failures = publishedApart(batch);
        for (var tries = 1; tries < TRIES && !failures.isEmpty() && !isDown(batch, failures); tries++) {
            failures = publishedApart(batch.stream().filter(failures::containsKey).toList());
        }
        return failures;
    }

    /** Whether nothing was published because the topic did not answer: the stream asks again later. */
    private static boolean isDown(List<Announcement> batch, Map<Announcement, RuntimeException> failures) {
        return failures.size() == batch.size() && failures.values().stream().distinct().count() == 1;
    }

    /** A batch that the topic refuses is published in halves, so that the announcement that it refuses is alone. */
    private Map<Announcement, RuntimeException> publishedApart(List<Announcement> batch) {
        try {
            return topic.publish(batch);
        } catch (RuntimeException e) {
            LOG.warn("A batch of {} announcements failed", batch.size(), e);
            if (batch.size() == 1 || !Retryable.isOfOneRequest(e)) {
                var failures = new HashMap<Announcement, RuntimeException>();
                batch.forEach(announcement -> failures.put(announcement, e));
                return failures;
            }
            var failures = new HashMap<>(publishedApart(batch.subList(0, batch.size() / 2)));
            failures.putAll(publishedApart(batch.subList(batch.size() / 2, batch.size())));
            return failures;
        }
    }
}
