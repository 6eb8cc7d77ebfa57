package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that delivers the events of a time span again. A webhook has one at a time.
 *
 * @param key the same for all its attempts, and no other's
 * @param from the time of the first event
 * @param to the time after the last event
 * @param all whether deliveries that have succeeded are repeated too, and not only failed and skipped ones
 * @param after the last delivery that was looked at, or null
 * @param redelivered the number of deliveries so far
 * @param continueFrom where another redelivery can go on, if this one has ended at {@link #MAX}; otherwise null
 * @param endedAt when it ended, or null
 */
public record Redelivery(
        WebhookId webhookId,
        String key,
        Instant from,
        Instant to,
        boolean all,
        Instant createdAt,
        String createdBy,
        @Nullable String after,
        int redelivered,
        @Nullable Instant continueFrom,
        @Nullable Instant endedAt,
        Instant changedAt,
        long version) {

    /** The most deliveries of one job. */
    public static final int MAX = 10_000;

    /** When a job that does not go on can be replaced by another. */
    private static final Duration STALLED = Duration.ofMinutes(30);

    static Redelivery created(WebhookId webhookId, String key, Instant from, Instant to, boolean all, Instant at,
            String by) {
        return new Redelivery(webhookId, key, from, to, all, at, by, null, 0, null, null, at, 1);
    }

    boolean hasEnded() {
        return endedAt != null;
    }

    boolean isRunning(Instant now) {
        return !hasEnded() && now.isBefore(changedAt.plus(STALLED));
    }

    boolean wants(Delivery delivery) {
        return switch (delivery.status()) {
            case FAILED, SKIPPED -> true;
            case DELIVERED -> all;
            case PENDING -> false;
        };
    }

    Redelivery continued(String newAfter, int more, Instant at) {
        return new Redelivery(webhookId, key, from, to, all, createdAt, createdBy, newAfter, redelivered + more, null,
                null, at, version + 1);
    }

    Redelivery ended(int more, @Nullable Instant goOnFrom, Instant at) {
        return new Redelivery(webhookId, key, from, to, all, createdAt, createdBy, after, redelivered + more, goOnFrom,
                at, at, version + 1);
    }
}
