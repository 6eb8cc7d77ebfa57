package dev.stampede.webhooks.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.RedeliveryQueue.Step;

/** A message of the queue webhook-events. */
public sealed interface EventsMessage {

    /** What the topic published. */
    record Event(Payloads.Published published) implements EventsMessage {}

    /** The next part of a redelivery, from {@link SqsRedeliveryQueue}. */
    record Redelivery(Step step) implements EventsMessage {}

    /** @throws IllegalArgumentException if {@code body} is neither */
    static EventsMessage read(String body) {
        var json = Json.read(body, JsonNode.class);
        return json.has(SqsRedeliveryQueue.STEP)
                ? new Redelivery(Json.read(json.get(SqsRedeliveryQueue.STEP), Step.class))
                : new Event(Payloads.read(json));
    }
}
