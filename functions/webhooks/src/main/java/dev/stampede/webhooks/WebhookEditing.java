package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.webhooks.DeliveryQueue.Message;
import dev.stampede.webhooks.Webhook.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What admins do with webhooks. Thread-safe. */
final class WebhookEditing {

    private static final int MAX_TRIES = 5;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Redeliveries redeliveries;
    private final DeliveryQueue attempts;
    private final RedeliveryQueue queue;
    private final SecretBox secrets;
    private final Function<Instant, WebhookEvent> testEvent;
    private final Clock clock;
    private final Backoff backoff;

    /** @param testEvent makes a new event of the type {@link EventTypes#TEST} */
    WebhookEditing(Webhooks webhooks, Deliveries deliveries, Redeliveries redeliveries, DeliveryQueue attempts,
            RedeliveryQueue queue, SecretBox secrets, Function<Instant, WebhookEvent> testEvent, Clock clock,
            Backoff backoff) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.redeliveries = redeliveries;
        this.attempts = attempts;
        this.queue = queue;
        this.secrets = secrets;
        this.testEvent = testEvent;
        this.clock = clock;
        this.backoff = backoff;
    }

    /** @param status null leaves it as it is, or enables a new webhook */
    record Form(WebhookUrl url, List<String> types, String description, @Nullable Status status) {

        private Webhook of(Webhook webhook) {
            return webhook.changed(url, types, description, status == null ? webhook.status() : status);
        }

        /** Whether the change would leave the webhook as it is. */
        private boolean isOf(Webhook webhook) {
            return url.equals(webhook.url()) && Set.copyOf(types).equals(Set.copyOf(webhook.types()))
                    && description.equals(webhook.description()) && (status == null || status == webhook.status());
        }
    }

    /** @param secret shown once: only in this answer */
    record WithSecret(Webhook webhook, SigningSecret secret) {}

    /** Why something was not done. */
    enum Refusal {
        UNKNOWN,
        /** There are {@link Webhook#MAX} webhooks. */
        TOO_MANY,
        /** The webhook has another version than the request names. */
        STALE,
        /** Other requests change it at the same time. */
        BUSY,
        /** The webhook is paused or disabled. */
        NOT_ENABLED,
        /** A redelivery of the webhook runs. */
        RUNNING
    }

    /** What came of a change. */
    sealed interface Outcome<T> {

        record Done<T>(T result) implements Outcome<T> {}

        record Refused<T>(Refusal why) implements Outcome<T> {}
    }

    Webhooks.Page list(@Nullable String after, int limit) {
        return webhooks.list(after, limit);
    }

    Optional<Webhook> find(WebhookId id) {
        return webhooks.find(id);
    }

    /** @param admin the subject of the token of the admin who creates it */
    Outcome<WithSecret> create(Form form, String admin) {
        var id = WebhookId.random();
        var secret = SigningSecret.random();
        var created = Webhook.created(id, form.url(), form.types(), form.description(), secrets.seal(id, secret),
                clock.instant(), admin);
        return webhooks.create(created)
                ? new Outcome.Done<>(new WithSecret(created, secret))
                : new Outcome.Refused<>(Refusal.TOO_MANY);
    }

    /**
     * @param expected the versions that the change applies to
     * @return the webhook, of whatever version, if it already is so: a repetition of a request that succeeded
     */
    Outcome<Webhook> put(WebhookId id, Form form, EntityTags expected) {
        var outcome = change(id, expected, form::of);
        return outcome instanceof Outcome.Refused<Webhook>(var why) && why == Refusal.STALE
                ? webhooks.find(id).filter(form::isOf).<Outcome<Webhook>> map(Outcome.Done::new).orElse(outcome)
                : outcome;
    }

    /** @param overlap how long the secret before is used beside the new one */
    Outcome<WithSecret> rotate(WebhookId id, Duration overlap) {
        var secret = SigningSecret.random();
        var sealed = secrets.seal(id, secret);
        return switch (change(id, null, webhook -> webhook.rotated(sealed, clock.instant(), overlap))) {
            case Outcome.Done<Webhook>(var webhook) -> new Outcome.Done<>(new WithSecret(webhook, secret));
            case Outcome.Refused<Webhook>(var why) -> new Outcome.Refused<>(why);
        };
    }

    boolean delete(WebhookId id) {
        return webhooks.delete(id);
    }

    /** Sends an event to the webhook alone. */
    Outcome<DeliveryId> test(WebhookId id) {
        return whenEnabled(id, webhook -> {
            var event = testEvent.apply(clock.instant());
            attempts.send(List.of(Message.first(id, event)));
            return new Outcome.Done<>(DeliveryId.of(event));
        });
    }

    Optional<Deliveries.Page> deliveries(
            WebhookId id, Delivery.@Nullable Status status, @Nullable String after, int limit) {
        return webhooks.find(id).map(webhook -> deliveries.list(id, status, after, limit));
    }

    Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId) {
        return webhooks.find(id).flatMap(webhook -> deliveries.find(id, deliveryId));
    }

    Outcome<Delivery> redeliver(WebhookId id, DeliveryId deliveryId) {
        return whenEnabled(id, webhook -> {
            var found = deliveries.find(id, deliveryId);
            if (found.isEmpty()) {
                return new Outcome.Refused<>(Refusal.UNKNOWN);
            }
            attempts.send(List.of(Message.again(id, deliveryId, key())));
            return new Outcome.Done<>(found.get());
        });
    }

    Optional<Redelivery> redelivery(WebhookId id) {
        return webhooks.find(id).flatMap(webhook -> redeliveries.find(id));
    }

    /** @param all see {@link Redelivery} @param admin the subject of the token of the admin who starts it */
    Outcome<Redelivery> redeliver(WebhookId id, Instant from, Instant to, boolean all, String admin) {
        return whenEnabled(id, webhook -> {
            var now = clock.instant();
            var last = redeliveries.find(id).orElse(null);
            if (last != null && last.isRunning(now)) {
                return new Outcome.Refused<>(Refusal.RUNNING);
            }
            var created = Redelivery.created(id, key(), from, to, all, now, admin);
            if (!redeliveries.replace(last, created)) {
                return new Outcome.Refused<>(Refusal.RUNNING);
            }
            queue.add(RedeliveryRun.next(created), Duration.ZERO);
            return new Outcome.Done<>(created);
        });
    }

    private <T> Outcome<T> whenEnabled(WebhookId id, Function<Webhook, Outcome<T>> work) {
        var found = webhooks.find(id);
        if (found.isEmpty()) {
            return new Outcome.Refused<>(Refusal.UNKNOWN);
        }
        return found.get().isEnabled() ? work.apply(found.get()) : new Outcome.Refused<>(Refusal.NOT_ENABLED);
    }

    private Outcome<Webhook> change(WebhookId id, @Nullable EntityTags expected, UnaryOperator<Webhook> change) {
        return backoff.retry(MAX_TRIES, tries -> tryChange(id, expected, change))
                .orElseGet(() -> new Outcome.Refused<>(Refusal.BUSY));
    }

    private Optional<Outcome<Webhook>> tryChange(
            WebhookId id, @Nullable EntityTags expected, UnaryOperator<Webhook> change) {
        var found = webhooks.find(id);
        if (found.isEmpty()) {
            return Optional.of(new Outcome.Refused<>(Refusal.UNKNOWN));
        }
        if (expected != null && !expected.include(EntityTag.of(found.get().version()))) {
            return Optional.of(new Outcome.Refused<>(Refusal.STALE));
        }
        var next = change.apply(found.get());
        return webhooks.replace(found.get(), next) ? Optional.of(new Outcome.Done<>(next)) : Optional.empty();
    }

    /** Of a redelivery: no two are the same. */
    private static String key() {
        return "redelivery-" + UUID.randomUUID();
    }
}
