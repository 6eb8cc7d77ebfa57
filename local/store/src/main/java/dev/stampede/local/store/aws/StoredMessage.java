package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.BinaryMessageAttribute$;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageId;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Converts ElasticMQ messages to and from JSON. */
final class StoredMessage {

    private StoredMessage() {}

    /**
     * Omits receipt handles: their holders end with the process. Reading them is also unsafe while the queue delivers
     * the message.
     */
    static ObjectNode write(InternalMessage message) {
        var json = JsonNodeFactory.instance.objectNode().put("body", message.content().value())
                .put("nextDelivery", message.nextDelivery()).put("receiveCount", message.receiveCount())
                .put("created", message.created().toInstant().toEpochMilli()).put("order", message.orderIndex())
                .put("fifo", message.isFifo());
        if (message.firstReceive() instanceof OnDateTimeReceived received) {
            json.put("firstReceive", received.when().toInstant().toEpochMilli());
        }
        put(json, "group", message.messageGroupId());
        put(json, "deduplication", message.messageDeduplicationId().map(DeduplicationId::id));
        put(json, "tracing", message.tracingId().map(TracingId::id));
        put(json, "sequence", message.sequenceNumber());
        put(json, "deadLetterSource", message.deadLetterSourceQueueName());
        var attributes = json.putObject("attributes");
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, value) -> attributes.set(name, attribute(value)));
        return json;
    }

    /**
     * A message that was received before becomes visible again, because its receiver ended with the process. Other
     * messages keep their delivery time.
     */
    static InternalMessage read(String id, JsonNode json, long nowMillis) {
        var receiveCount = json.path("receiveCount").asInt();
        var nextDelivery = json.path("nextDelivery").asLong();
        var receipts = receiveCount == 0 ? List.<String> of()
                : List.of(DeliveryReceipt.generate(new MessageId(id)).receipt());
        return new InternalMessage(id, CollectionConverters.asScala(receipts).toBuffer(),
                receiveCount == 0 ? nextDelivery : Math.min(nextDelivery, nowMillis),
                new MessageContent(json.path("body").asText()), attributes(json.path("attributes")),
                time(json.path("created").asLong()), json.path("order").asInt(), firstReceive(json), receiveCount,
                json.path("fifo").asBoolean(), text(json, "group"),
                text(json, "deduplication").map(DeduplicationId::new),
                text(json, "tracing").map(TracingId::new), text(json, "sequence"), text(json, "deadLetterSource"));
    }

    private static ObjectNode attribute(MessageAttribute attribute) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (attribute) {
            case StringMessageAttribute text -> json.put("type", "String").put("value", text.stringValue());
            case NumberMessageAttribute number -> json.put("type", "Number").put("value", number.stringValue());
            case BinaryMessageAttribute binary -> json.put("type", "Binary").put("value", binary.asBase64());
            default -> throw new IllegalArgumentException("Unsupported attribute type: " + attribute);
        }
        put(json, "custom", attribute.customType());
        return json;
    }

    /** As SQS clients have it. */
    static MessageAttributeValue value(MessageAttribute attribute) {
        var custom = attribute.customType().isDefined() ? "." + attribute.customType().get() : "";
        var value = MessageAttributeValue.builder().dataType(attribute.primaryDataType() + custom);
        switch (attribute) {
            case StringMessageAttribute text -> value.stringValue(text.stringValue());
            case NumberMessageAttribute number -> value.stringValue(number.stringValue());
            case BinaryMessageAttribute binary -> value
                    .binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(binary.asBase64())));
            default -> throw new IllegalArgumentException("Unsupported attribute type: " + attribute);
        }
        return value.build();
    }

    private static Map<String, MessageAttribute> attributes(JsonNode json) {
        var attributes = new HashMap<String, MessageAttribute>();
        json.properties().forEach(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
        return Map$.MODULE$.from(CollectionConverters.asScala(attributes));
    }

    private static MessageAttribute attribute(JsonNode json) {
        var value = json.path("value").asText();
        var custom = text(json, "custom");
        return switch (json.path("type").asText()) {
            case "String" -> new StringMessageAttribute(value, custom);
            case "Number" -> new NumberMessageAttribute(value, custom);
            case "Binary" -> BinaryMessageAttribute$.MODULE$.fromBase64(value, custom);
            default -> throw new IllegalArgumentException("Unsupported attribute type: " + json);
        };
    }

    private static Received firstReceive(JsonNode json) {
        return json.has("firstReceive") ? new OnDateTimeReceived(time(json.path("firstReceive").asLong()))
                : NeverReceived$.MODULE$;
    }

    private static OffsetDateTime time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
    }

    private static void put(ObjectNode json, String name, Option<String> value) {
        if (value.isDefined()) {
            json.put(name, value.get());
        }
    }

    private static Option<String> text(JsonNode json, String name) {
        @Nullable
        String value = json.path(name).textValue();
        return Option.apply(value);
    }
}
