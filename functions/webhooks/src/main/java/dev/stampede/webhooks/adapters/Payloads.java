package dev.stampede.webhooks.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.id.EventId;
import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.EventTypes;
import dev.stampede.webhooks.WebhookEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events that webhooks send, made of those that the store publishes: CloudEvents 1.0 with the members of the data that
 * {@link EventTypes} names.
 */
public final class Payloads {

    private static final String ORDERS = "/stampede/orders";
    private static final String WEBHOOKS = "/stampede/webhooks";

    private Payloads() {}

    /** What a message of the topic becomes, with its correlation id. @param event empty if webhooks do not receive its type */
    public record Published(Optional<WebhookEvent> event, String correlationId) {}

    /** @throws IllegalArgumentException if {@code json} is not an event */
    public static Published read(String json) {
        return read(Json.read(json, JsonNode.class));
    }

    static Published read(JsonNode published) {
        var type = text(published, "type");
        return new Published(
                EventTypes.members(type).map(members -> event(published, type, members)),
                published.path("correlationid").asText());
    }

    /** An event of the type {@link EventTypes#TEST}. */
    public static WebhookEvent test(Instant now) {
        var id = EventId.random();
        var data = JsonNodeFactory.instance.objectNode().put("message", "This is a test event");
        return event(id, WEBHOOKS, EventTypes.TEST, id.value(), now.toString(), data);
    }

    private static WebhookEvent event(JsonNode published, String type, Set<String> members) {
        var source = text(published, "source");
        var id = text(published, "id");
        var subject = text(published, "subject");
        var data = JsonNodeFactory.instance.objectNode();
        if (source.equals(ORDERS)) {
            data.put("reference", subject);
            data.put("seq", Integer.parseInt(id.substring(id.lastIndexOf('/') + 1)));
        }
        new TreeSet<>(members).forEach(member -> copy(published.path("data"), data, member));
        return event(EventId.of(source, id), source, type, subject, text(published, "time"), data);
    }

    private static WebhookEvent event(
            EventId id, String source, String type, String subject, String time, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode()
                .put("specversion", "1.0")
                .put("id", id.value())
                .put("source", source)
                .put("type", type)
                .put("subject", subject)
                .put("time", time)
                .put("datacontenttype", "application/json");
        body.set("data", data);
        return new WebhookEvent(id, type, Instant.parse(time), Json.write(body));
    }

    /** @param member a name, or that of a list and of a member of its objects: {@code lines.sku} */
    private static void copy(JsonNode from, ObjectNode to, String member) {
        var dot = member.indexOf('.');
        if (dot < 0) {
            if (from.hasNonNull(member)) {
                to.set(member, from.get(member));
            }
            return;
        }
        var list = member.substring(0, dot);
        if (from.path(list).isArray()) {
            var copies = to.withArray(list);
            for (var index = 0; index < from.get(list).size(); index++) {
                if (copies.size() <= index) {
                    copies.addObject();
                }
                copy(from.get(list).get(index), (ObjectNode) copies.get(index), member.substring(dot + 1));
            }
        }
    }

    private static String text(JsonNode event, String member) {
        if (!event.path(member).isTextual()) {
            throw new IllegalArgumentException("Not an event: it has no " + member);
        }
        return event.get(member).asText();
    }
}
