package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** A message published to a topic. */
public record Notification(String messageId, String topicArn, String subject, String message,
        Map<String, MessageAttributeValue> attributes, Instant at) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The size in bytes that counts towards SNS's limit: the message and its attributes' names, types and values. */
    long size() {
        return bytes(message) + attributes.entrySet().stream().mapToLong(Notification::size).sum();
    }

    /** The attributes in the form that filter policies match. */
    JsonNode attributesAsEvent() {
        var event = JSON.objectNode();
        attributes.forEach((name, value) -> {
            switch (value.dataType()) {
                case "String" -> event.put(name, value.stringValue());
                case "String.Array", "Number" -> AwsJson.parse(value.stringValue())
                        .ifPresent(json -> event.set(name, json));
                default -> {
                    // Filter policies ignore binary attributes.
                }
            }
        });
        return event;
    }

    /** The message body that a queue receives without raw message delivery. */
    String envelope(String subscriptionArn) {
        var envelope = JSON.objectNode().put("Type", "Notification").put("MessageId", messageId)
                .put("TopicArn", topicArn);
        if (!subject.isEmpty()) {
            envelope.put("Subject", subject);
        }
        envelope.put("Message", message)
                .put("Timestamp", DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS)))
                .put("SignatureVersion", "1").put("Signature", "local").put("SigningCertURL", "local:")
                .put("UnsubscribeURL", "local:" + subscriptionArn);
        if (!attributes.isEmpty()) {
            var all = envelope.putObject("MessageAttributes");
            attributes.forEach((name, value) -> all.putObject(name).put("Type", value.dataType()).put("Value",
                    value.stringValue()));
        }
        return envelope.toString();
    }

    private static long size(Map.Entry<String, MessageAttributeValue> attribute) {
        var value = attribute.getValue();
        return bytes(attribute.getKey()) + bytes(value.dataType())
                + (value.stringValue() == null ? value.binaryValue().asByteArray().length : bytes(value.stringValue()));
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
