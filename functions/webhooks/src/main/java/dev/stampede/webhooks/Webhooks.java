package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The webhooks of the store. Implementations are safe for concurrent use by many processes. */
public interface Webhooks {

    /** All of them, at most {@link Webhook#MAX}. */
    List<Webhook> all();

    /** @param next what the next page comes after; empty at the end */
    record Page(List<Webhook> webhooks, Optional<String> next) {}

    /** @param after where the page before ended, or null for the first */
    Page list(@Nullable String after, int limit);

    Optional<Webhook> find(WebhookId id);

    /** @return false if there are {@link Webhook#MAX} webhooks */
    boolean create(Webhook webhook);

    /**
     * Replaces what admins change: URL, types, description, status and secrets. If {@code next} has no failures, those that
     * are recorded are removed.
     *
     * @return false if the webhook has changed, or was deleted
     */
    boolean replace(Webhook seen, Webhook next);

    /** @return false if there is no such webhook */
    boolean delete(WebhookId id);

    /** Records the first failure since the last success. Has no effect if there was one before. */
    void failing(WebhookId id, Instant at);

    /** Removes the record of failures. */
    void succeeded(WebhookId id);

    /** Holds new deliveries back. */
    void hold(WebhookId id, Instant until);

    /**
     * Disables a webhook that has failed since {@code failingSince}, and whose owner is then to be told.
     *
     * @return false if an admin, or a success, was faster
     */
    boolean disable(WebhookId id, Instant failingSince, Instant at);

    /**
     * Disables a webhook that is gone, and whose owner is then to be told.
     *
     * @return false if it is not enabled, or an admin has changed it since it was {@code seen}
     */
    boolean disableGone(Webhook seen, Instant at);

    /** @param disabledAt the time of the disabling that the owner was told */
    void ownerTold(WebhookId id, Instant disabledAt);
}
