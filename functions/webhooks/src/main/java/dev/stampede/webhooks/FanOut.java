package dev.stampede.webhooks;

import dev.stampede.webhooks.DeliveryQueue.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks for an attempt at each webhook that receives an event. An event that comes twice has the same deliveries. Thread-safe.
 */
final class FanOut {

    private final Supplier<List<Webhook>> webhooks;
    private final Deliveries deliveries;
    private final DeliveryQueue queue;
    private final Clock clock;

    /** @param webhooks all of them, as they were a moment ago */
    FanOut(Supplier<List<Webhook>> webhooks, Deliveries deliveries, DeliveryQueue queue, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.queue = queue;
        this.clock = clock;
    }

    /** The number of webhooks that receive the event now, later because they are held, or not because they are not enabled. */
    record Result(int sent, int held, int skipped) {}

    Result send(WebhookEvent event) {
        var now = clock.instant();
        var messages = new ArrayList<Message>();
        var held = 0;
        var skipped = 0;
        for (var webhook : webhooks.get()) {
            if (!webhook.receives(event.type())) {
                continue;
            }
            if (!webhook.isEnabled()) {
                deliveries.add(Delivery.skipped(webhook.id(), event, now));
                skipped++;
            } else if (webhook.isHeld(now)) {
                deliveries.add(Delivery.waiting(webhook.id(), event, now));
                held++;
            } else {
                messages.add(Message.first(webhook.id(), event));
            }
        }
        queue.send(messages);
        return new Result(messages.size(), held, skipped);
    }
}
