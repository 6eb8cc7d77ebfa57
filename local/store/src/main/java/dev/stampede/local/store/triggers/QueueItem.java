package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message from a queue.
 *
 * @param json the message in the form that Lambda sends to functions
 */
public record QueueItem(String messageId, String receiptHandle, ObjectNode json) {

    public static QueueItem of(Message message, String queueArn, String region) {
        var json = EventJson.NODES.objectNode().put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle()).put("body", message.body());
        var attributes = json.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        var own = json.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> own.set(name, attribute(value)));
        json.put("md5OfBody", message.md5OfBody()).put("eventSource", "aws:sqs").put("eventSourceARN", queueArn)
                .put("awsRegion", region);
        if (message.md5OfMessageAttributes() != null) {
            json.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        return new QueueItem(message.messageId(), message.receiptHandle(), json);
    }

    /** The form that filters match: with the body as JSON, if it is an object. */
    JsonNode asEvent() {
        var event = json.deepCopy();
        EventJson.parse(json.path("body").asText()).filter(JsonNode::isObject)
                .ifPresent(body -> event.set("body", body));
        return event;
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        var json = EventJson.NODES.objectNode();
        if (value.stringValue() != null) {
            json.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            json.put("binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        json.putArray("stringListValues");
        json.putArray("binaryListValues");
        return json.put("dataType", value.dataType());
    }
}
