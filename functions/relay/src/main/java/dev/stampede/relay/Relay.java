package dev.stampede.relay;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

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
        return unpublished(Batches.of(announcements)).mapToInt(Announcement::position).min();
    }

    private Stream<Announcement> unpublished(List<List<Announcement>> batches) {
        var logContext = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String> of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pending = batches.stream()
                    .map(batch -> CompletableFuture.supplyAsync(() -> {
                        MDC.setContextMap(logContext);
                        return unpublishedOf(batch);
                    }, threads))
                    .toList();
            return pending.stream().map(CompletableFuture::join).flatMap(List::stream);
        }
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
