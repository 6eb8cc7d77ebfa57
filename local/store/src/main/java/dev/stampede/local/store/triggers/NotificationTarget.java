package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.local.store.lambda.Invocation;
import java.util.List;

/** Invokes a function with a topic's messages that were delivered to a queue, in the form of SNS events. */
record NotificationTarget(Target function) implements Target {

    @Override
    public Invocation invoke(byte[] event) {
        var records = EventJson.parse(event).orElseThrow().path("Records");
        return function
                .invoke(EventJson.event(List.copyOf(records.valueStream().map(NotificationTarget::notice).toList())));
    }

    private static ObjectNode notice(JsonNode message) {
        var envelope = EventJson.parse(message.path("body").asText()).filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("Not an SNS notification"));
        rename(envelope, "SigningCertURL", "SigningCertUrl");
        rename(envelope, "UnsubscribeURL", "UnsubscribeUrl");
        var notice = EventJson.NODES.objectNode().put("EventSource", "aws:sns").put("EventVersion", "1.0")
                .put("EventSubscriptionArn", envelope.path("TopicArn").asText() + ":local");
        notice.set("Sns", envelope);
        return notice;
    }

    private static void rename(ObjectNode node, String from, String to) {
        var value = node.remove(from);
        if (value != null) {
            node.set(to, value);
        }
    }
}
