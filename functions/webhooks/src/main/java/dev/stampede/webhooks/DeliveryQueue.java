package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue of attempts. Implementations are thread-safe. */
public interface DeliveryQueue {

    /** Messages that are sent in one request (Amazon SQS API Reference, "SendMessageBatch"). */
    int MAX_BATCH = 10;

    /**
     * Asks for an attempt.
     *
     * @param key the same for the same attempt
     * @param tries the number of attempts before it, or null if it is made whatever has become of the delivery
     * @param event the event of a delivery that is perhaps not in the table yet, or null
     */
    record Message(WebhookId webhookId, DeliveryId deliveryId, String key, @Nullable Integer tries,
            @Nullable WebhookEvent event) {

        static Message first(WebhookId webhookId, WebhookEvent event) {
            return new Message(webhookId, DeliveryId.of(event), "first", 0, event);
        }

        static Message retry(WebhookId webhookId, Deliveries.Due due) {
            return new Message(webhookId, due.id(), "retry-" + due.at().toEpochMilli(), due.tries(), null);
        }

        /** @param key of the redelivery */
        static Message again(WebhookId webhookId, DeliveryId id, String key) {
            return new Message(webhookId, id, key, null, null);
        }
    }

    /** Sends all of them, or throws. Then some may have been sent. */
    void send(List<Message> messages);
}
