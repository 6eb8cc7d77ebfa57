package dev.stampede.webhooks;

import dev.stampede.runtime.Batches;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.webhooks.DeliveryQueue.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks for the attempts that are due, and tells the owner of disabled webhooks. An attempt whose message is lost is asked for
 * again. Thread-safe.
 */
final class Retries {

    /** Attempts of a webhook that are asked for in one run. */
    static final int MAX_ATTEMPTS = 500;
    /**
     * The same for a webhook that does not keep up: what its slots can attempt in a minute, each with the longest timeout.
     */
    static final int MAX_HELD_ATTEMPTS = 20;
    /** When an attempt that nobody has made is asked for again: longer than the queue recognizes a message as repeated. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveryQueue queue;
    private final OwnerNotices notices;
    private final Clock clock;

    Retries(Webhooks webhooks, Deliveries deliveries, DeliveryQueue queue, OwnerNotices notices, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.queue = queue;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * @param deadline nothing new is begun afterwards
     * @return the number of attempts asked for
     * @throws RuntimeException the failure of one webhook, when those of the others are asked for
     */
    int run(Instant deadline) {
        return Parallel.map(webhooks.all(), webhook -> run(webhook, deadline)).stream().mapToInt(Integer::intValue)
                .sum();
    }

    private int run(Webhook webhook, Instant deadline) {
        var disabled = webhook.disabled();
        if (webhook.ownerUntold() && disabled != null) {
            notices.disabled(webhook, disabled);
            webhooks.ownerTold(webhook.id(), disabled.at());
        }
        return webhook.isEnabled() ? retry(webhook, deadline) : 0;
    }

    /** Sent before it is postponed: the queue drops a message that it has just had. */
    private int retry(Webhook webhook, Instant deadline) {
        var now = clock.instant();
        var due = deliveries.due(webhook.id(), now, webhook.isHeld(now) ? MAX_HELD_ATTEMPTS : MAX_ATTEMPTS);
        var asked = 0;
        for (var batch : Batches.of(due, DeliveryQueue.MAX_BATCH)) {
            if (!clock.instant().isBefore(deadline)) {
                break;
            }
            queue.send(batch.stream().map(one -> Message.retry(webhook.id(), one)).toList());
            batch.forEach(one -> deliveries.postpone(webhook.id(), one, now.plus(PATIENCE)));
            asked += batch.size();
        }
        return asked;
    }
}
