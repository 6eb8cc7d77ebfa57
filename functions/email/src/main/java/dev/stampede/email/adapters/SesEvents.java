package dev.stampede.email.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.email.Feedback;
import dev.stampede.email.Feedback.Bounce;
import dev.stampede.email.Feedback.Complaint;
import dev.stampede.email.Feedback.Remark;
import dev.stampede.runtime.json.Json;
import java.util.List;

/** Reads the events that SES publishes (Amazon SES Developer Guide, "Examples of event data that SES publishes to SNS"). */
public final class SesEvents {

    /** The complaint type by which a mailbox provider takes a complaint back. */
    private static final String NOT_SPAM = "not-spam";

    /** What SES publishes once when it is told of the topic, as text, not as JSON. */
    private static final String SET_UP = "Successfully validated SNS topic for Amazon SES event publishing.";

    private SesEvents() {}

    /** @throws IllegalArgumentException if the text is no such event */
    public static Feedback read(String message) {
        return message.equals(SET_UP) ? new Remark("set-up") : event(message);
    }

    private static Feedback event(String json) {
        var event = Json.read(json, JsonNode.class);
        var type = event.path("eventType").asText("");
        return switch (type) {
            case "Bounce" -> bounce(event.path("bounce"));
            case "Complaint" -> complaint(event.path("complaint"));
            case "" -> throw new IllegalArgumentException("Not an event of SES");
            default -> new Remark(type);
        };
    }

    private static Feedback bounce(JsonNode bounce) {
        var isPermanent = "Permanent".equals(bounce.path("bounceType").asText());
        return new Bounce(isPermanent, addresses(bounce.path("bouncedRecipients")));
    }

    private static Feedback complaint(JsonNode complaint) {
        return NOT_SPAM.equals(complaint.path("complaintFeedbackType").asText())
                ? new Remark(NOT_SPAM)
                : new Complaint(addresses(complaint.path("complainedRecipients")));
    }

    private static List<String> addresses(JsonNode recipients) {
        return recipients.valueStream()
                .map(recipient -> recipient.path("emailAddress").asText(""))
                .filter(address -> !address.isBlank())
                .map(SesEvents::withoutName)
                .toList();
    }

    /** {@code Bo Buyer <bo@example.com>} is {@code bo@example.com}. */
    private static String withoutName(String address) {
        return address.replaceFirst("^.*<([^<>]*)>\\s*$", "$1");
    }
}
