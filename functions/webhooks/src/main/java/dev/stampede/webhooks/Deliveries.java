package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deliveries of all webhooks. Implementations are safe for concurrent use by many processes. */
public interface Deliveries {

    Optional<Delivery> find(WebhookId webhookId, DeliveryId id);

    /** Adds a delivery unless it exists. */
    void add(Delivery delivery);

    /**
     * Writes a delivery whose version is one more than that of {@code seen}, or the first, if {@code seen} is null.
     *
     * @return false if it has changed meanwhile
     */
    boolean replace(@Nullable Delivery seen, Delivery next);

    /** @param next what the next page comes after; empty at the end. A page before the end can be short or empty */
    record Page(List<Delivery> deliveries, Optional<String> next) {}

    /**
     * Deliveries, newest event first.
     *
     * @param status only those, or null for all
     * @param after where the page before ended, or null for the first
     */
    Page list(WebhookId webhookId, Delivery.@Nullable Status status, @Nullable String after, int limit);

    /**
     * Deliveries of events from {@code from} to {@code to}, exclusive, oldest first.
     *
     * @param after where the page before ended, or null for the first
     */
    Page between(WebhookId webhookId, Instant from, Instant to, @Nullable String after, int limit);

    /** @param tries the number of attempts so far */
    record Due(DeliveryId id, Instant at, int tries) {}

    /** Deliveries whose next attempt is due, the longest due first. */
    List<Due> due(WebhookId webhookId, Instant now, int limit);

    /** Postpones an attempt, so that it is asked for again should its message be lost. Has no effect if it has changed. */
    void postpone(WebhookId webhookId, Due due, Instant until);
}
