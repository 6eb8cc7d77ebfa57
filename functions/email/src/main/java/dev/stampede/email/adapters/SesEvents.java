package dev.stampede.email.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.email.Feedback;
import dev.stampede.email.Feedback.Bounce;
import dev.stampede.email.Feedback.Complaint;
import dev.stampede.email.Feedback.Other;
import dev.stampede.runtime.json.Json;
import java.util.List;

/** Reads the events that SES publishes (Amazon SES Developer Guide, "Examples of event data that SES publishes to SNS"). */
public final class SesEvents {

    /** The complaint type for mail that the recipient moved out of the spam folder. */
    private static final String NOT_SPAM = "not-spam";

    /** The plain-text message that SES publishes when the topic is configured. */
    private static final String SET_UP = "Successfully validated SNS topic for Amazon SES event publishing.";

    private SesEvents() {}

    /** @throws IllegalArgumentException if the message is not an event of SES */
    public static Feedback read(String message) {
        return message.equals(SET_UP) ? new Other("set-up") : event(message);
    }

    private static Feedback event(String json) {
        var event = Json.read(json, JsonNode.class);
        var type = event.path("eventType").asText("");
        return switch (type) {
            case "Bounce" -> bounce(event.path("bounce"));
            case "Complaint" -> complaint(event.path("complaint"));
            case "" -> throw new IllegalArgumentException("Not an event of SES");
            default -> new Other(type);
        };
    }

    private static Feedback bounce(JsonNode bounce) {
        var isPermanent = "Permanent".equals(bounce.path("bounceType").asText());
        return new Bounce(isPermanent, addresses(bounce.path("bouncedRecipients")));
    }

    private static Feedback complaint(JsonNode complaint) {
        return NOT_SPAM.equals(complaint.path("complaintFeedbackType").asText())
                ? new Other(NOT_SPAM)
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
