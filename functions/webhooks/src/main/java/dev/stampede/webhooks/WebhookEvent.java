package dev.stampede.webhooks;

import dev.stampede.contracts.id.EventId;
import java.time.Instant;

/**
 * An event as it is sent.
 *
 * @param type one of {@link EventTypes}
 * @param time when it happened
 * @param body the JSON text that is signed and sent, the same in each attempt
 */
public record WebhookEvent(EventId id, String type, Instant time, String body) {

    /** Without the body, because the text may be logged. */
    @Override
    public String toString() {
        return "WebhookEvent[" + id + ", " + type + "]";
    }
}
