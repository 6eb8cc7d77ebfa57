package dev.stampede.relay;

import dev.stampede.runtime.concurrent.Parallel;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes announcements in batches, several batches at once. Thread-safe. */
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int TRIES = 3;

    private final Topic topic;

    public Relay(Topic topic) {
        this.topic = topic;
    }

    /**
     * Publishes as many as the topic takes.
     *
     * @return the position of the first that was not published; some of those after it may be published too
     */
    public OptionalInt publish(List<Announcement> announcements) {
        return Parallel.map(Batches.of(announcements), this::unpublishedOf).stream()
                .flatMap(List::stream)
                .mapToInt(Announcement::position)
                .min();
    }

    private List<Announcement> unpublishedOf(List<Announcement> batch) {
        var open = batch;
        try {
            for (var tries = 0; tries < TRIES && !open.isEmpty(); tries++) {
                open = topic.publish(open);
            }
        } catch (RuntimeException e) {
            LOG.warn("A batch of announcements failed", e);
        }
        return open;
    }
}
