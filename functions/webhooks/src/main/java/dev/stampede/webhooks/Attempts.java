package dev.stampede.webhooks;

import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.webhooks.DeliveryQueue.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt for each message. The attempt is recorded after the answer, so a crash in between repeats it under the
 * same event id; a message whose attempt is recorded changes nothing. Thread-safe.
 */
final class Attempts {

    /** A webhook whose messages wait longer than this does not keep up. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long its new deliveries then wait in the table instead of the queue, or if it asks for fewer requests. */
    static final Duration HOLD = Duration.ofSeconds(60);
    /** The record of a hold is not renewed earlier. */
    private static final Duration HOLD_RENEWAL = Duration.ofSeconds(30);

    private static final int MAX_TRIES = 5;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final SecretBox secrets;
    private final Sender sender;
    private final Clock clock;
    private final Backoff backoff;

    Attempts(Webhooks webhooks, Deliveries deliveries, SecretBox secrets, Sender sender, Clock clock, Backoff backoff) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.sender = sender;
        this.clock = clock;
        this.backoff = backoff;
    }

    /** What came of a message. */
    sealed interface Outcome {

        /** @param disabled whether the webhook was disabled because of it */
        record Made(Delivery delivery, Attempt attempt, boolean disabled) implements Outcome {}

        /** The webhook is not enabled. */
        record Skipped() implements Outcome {}

        /** Another message has made the attempt, or the delivery needs none. */
        record NotNeeded() implements Outcome {}

        /** The webhook or the delivery no longer exists. */
        record Gone() implements Outcome {}
    }

    /** @param sentAt when the message was sent to the queue */
    Outcome make(Message message, Instant sentAt) {
        var found = webhooks.find(message.webhookId());
        if (found.isEmpty()) {
            return new Outcome.Gone();
        }
        var webhook = found.get();
        var seen = deliveries.find(message.webhookId(), message.deliveryId());
        var event = seen.map(Delivery::event).or(() -> Optional.ofNullable(message.event()));
        if (event.isEmpty()) {
            return new Outcome.Gone();
        }
        if (seen.filter(delivery -> !isNeeded(delivery, message)).isPresent()) {
            return new Outcome.NotNeeded();
        }
        if (!webhook.isEnabled()) {
            skip(seen, message, event.get());
            return new Outcome.Skipped();
        }
        holdIfLate(webhook, sentAt);
        var attempt = attempt(webhook, event.get(), message.key());
        if (attempt.isThrottled()) {
            hold(webhook);
        }
        return record(webhook, message, event.get(), attempt);
    }

    private static boolean isNeeded(Delivery delivery, Message message) {
        return message.tries() == null
                ? !delivery.has(message.key())
                : delivery.status() == Delivery.Status.PENDING && delivery.tries() == message.tries();
    }

    /** What was asked for by an admin stays as it is. */
    private void skip(Optional<Delivery> seen, Message message, WebhookEvent event) {
        if (message.tries() == null) {
            return;
        }
        if (seen.isEmpty()) {
            deliveries.add(Delivery.skipped(message.webhookId(), event, clock.instant()));
        } else if (!deliveries.replace(seen.get(), seen.get().skipped())) {
            throw new ContentionException("The delivery is being changed");
        }
    }

    private void holdIfLate(Webhook webhook, Instant sentAt) {
        if (sentAt.plus(PATIENCE).isBefore(clock.instant())) {
            hold(webhook);
        }
    }

    private void hold(Webhook webhook) {
        var now = clock.instant();
        if (!webhook.isHeld(now.plus(HOLD_RENEWAL))) {
            webhooks.hold(webhook.id(), now.plus(HOLD));
        }
    }

    private Attempt attempt(Webhook webhook, WebhookEvent event, String key) {
        var at = clock.instant();
        return Attempt.of(key, at, sender.post(webhook.url(), headers(webhook, event, at), event.body()));
    }

    /** Standard Webhooks, "Webhook headers". */
    private Map<String, String> headers(Webhook webhook, WebhookEvent event, Instant at) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", event.id().value());
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.put("webhook-signature", webhook.secrets().stream()
                .filter(secret -> secret.isUsed(at))
                .map(secret -> secrets.open(webhook.id(), secret.sealed()).sign(event.id().value(), at, event.body()))
                .collect(Collectors.joining(" ")));
        return headers;
    }

    /** The webhook's failures first: after a crash, the message comes again only if its attempt is not recorded. */
    private Outcome record(Webhook webhook, Message message, WebhookEvent event, Attempt attempt) {
        var now = clock.instant();
        UnaryOperator<Delivery> change = delivery -> (message.tries() == null ? delivery.again(attempt.at()) : delivery)
                .after(attempt);
        var expected = change.apply(deliveries.find(message.webhookId(), message.deliveryId())
                .orElseGet(() -> Delivery.waiting(message.webhookId(), event, attempt.at())));
        var disabled = !event.type().equals(EventTypes.TEST) && recordHealth(webhook, expected, attempt, now);
        var recorded = backoff.retry(MAX_TRIES, tries -> {
            var seen = deliveries.find(message.webhookId(), message.deliveryId()).orElse(null);
            return seen != null && !isNeeded(seen, message)
                    ? Optional.of(seen)
                    : replaced(seen, change.apply(base(seen, message, event, attempt)));
        }).orElseThrow(() -> new ContentionException("The delivery is being changed"));
        return new Outcome.Made(recorded, attempt, disabled);
    }

    private Optional<Delivery> replaced(@Nullable Delivery seen, Delivery next) {
        return deliveries.replace(seen, next) ? Optional.of(next) : Optional.empty();
    }

    private static Delivery base(@Nullable Delivery seen, Message message, WebhookEvent event, Attempt attempt) {
        return seen == null ? Delivery.waiting(message.webhookId(), event, attempt.at()) : seen;
    }

    /**
     * @return whether the webhook was disabled: it is gone, or the delivery's last attempt has failed and nothing has succeeded
     *     since its first
     */
    private boolean recordHealth(Webhook webhook, Delivery delivery, Attempt attempt, Instant now) {
        var failingSince = webhook.failingSince();
        if (attempt.isSuccess()) {
            if (failingSince != null) {
                webhooks.succeeded(webhook.id());
            }
            return false;
        }
        if (attempt.isGone()) {
            return webhooks.disableGone(webhook, now);
        }
        if (failingSince == null) {
            webhooks.failing(webhook.id(), attempt.at());
            return false;
        }
        return delivery.status() == Delivery.Status.FAILED
                && delivery.firstAttempt().filter(first -> !failingSince.isAfter(first)).isPresent()
                && webhooks.disable(webhook.id(), failingSince, now);
    }
}
