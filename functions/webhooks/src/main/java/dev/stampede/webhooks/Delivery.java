package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of an event to a webhook, and its log.
 *
 * @param since when its attempts began, by which it is retried; attempts on an admin's request begin again
 * @param tries the number of attempts since then
 * @param due when the next attempt is made, or null if there is none
 * @param attempts the last {@value #MAX_ATTEMPTS}, oldest first
 * @param version increases with every change
 */
public record Delivery(
        WebhookId webhookId,
        WebhookEvent event,
        Status status,
        Instant since,
        int tries,
        @Nullable Instant due,
        List<Attempt> attempts,
        long version) {

    /** How long deliveries are kept, from the time of their event. */
    public static final Duration KEPT = Duration.ofDays(30);

    static final int MAX_ATTEMPTS = 20;

    /** The state of a delivery. */
    public enum Status {
        /** It waits for its first attempt, or for the next one. */
        PENDING,
        /** The receiver has accepted it. */
        DELIVERED,
        /** All attempts have failed. */
        FAILED,
        /** It was not attempted because the webhook was paused or disabled. */
        SKIPPED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** Before the first attempt. */
    static Delivery waiting(WebhookId webhookId, WebhookEvent event, Instant now) {
        return new Delivery(webhookId, event, Status.PENDING, now, 0, now, List.of(), 0);
    }

    static Delivery skipped(WebhookId webhookId, WebhookEvent event, Instant now) {
        return new Delivery(webhookId, event, Status.SKIPPED, now, 0, null, List.of(), 0);
    }

    public DeliveryId id() {
        return DeliveryId.of(event);
    }

    /** The time of the first attempt since the attempts began; empty if there was none. */
    Optional<Instant> firstAttempt() {
        return attempts.stream().map(Attempt::at).filter(at -> !at.isBefore(since)).findFirst();
    }

    boolean has(String key) {
        return attempts.stream().anyMatch(attempt -> attempt.key().equals(key));
    }

    /** An admin asks for it again: its attempts begin again. */
    Delivery again(Instant now) {
        return new Delivery(webhookId, event, status, now, 0, due, attempts, version);
    }

    /** A delivery that was not attempted, because the webhook is not enabled. */
    Delivery skipped() {
        return new Delivery(webhookId, event, Status.SKIPPED, since, tries, null, attempts, version + 1);
    }

    /** After another attempt. Test events are attempted once. */
    Delivery after(Attempt attempt) {
        var made = Stream.concat(attempts.stream(), Stream.of(attempt)).skip(
                Math.max(0, attempts.size() + 1L - MAX_ATTEMPTS)).toList();
        if (attempt.isSuccess()) {
            return new Delivery(webhookId, event, Status.DELIVERED, since, tries + 1, null, made, version + 1);
        }
        var next = event.type().equals(EventTypes.TEST)
                ? null
                : RetrySchedule.next(since, tries + 1, attempt.at().plus(attempt.duration()), attempt.retryAfter())
                        .orElse(null);
        return new Delivery(webhookId, event, next == null ? Status.FAILED : Status.PENDING, since, tries + 1, next,
                made, version + 1);
    }

    static Status status(String text) {
        return Stream.of(Status.values()).filter(status -> status.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(", ", Stream.of(Status.values()).map(Status::text).toList())));
    }

    /** For logs. */
    String outcome() {
        var text = status.name();
        return text.charAt(0) + text.substring(1).toLowerCase(Locale.ROOT);
    }
}
