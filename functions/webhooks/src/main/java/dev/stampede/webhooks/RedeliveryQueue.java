package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Duration;

/** The queue of redeliveries. Implementations are thread-safe. */
public interface RedeliveryQueue {

    /**
     * Asks for the next part of a redelivery.
     *
     * @param key the redelivery's
     * @param version of the redelivery to go on from
     */
    record Step(WebhookId webhookId, String key, long version) {}

    /** @param delay up to 15 minutes */
    void add(Step step, Duration delay);
}
