package dev.stampede.contracts.events;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.json.Json;
import java.time.Instant;

/**
 * Something that the store's owner is to be told by mail: an event in the JSON format of CloudEvents 1.0, in the queue of
 * emails.
 *
 * @param specversion always {@code 1.0}
 * @param id the same for the same notice, of which one mail is sent
 * @param source always {@code /stampede/webhooks}
 * @param type always {@code stampede.webhook.disabled.v1}
 * @param subject the webhook's id
 * @param time when it was disabled
 */
public record OwnerNotice(
        String specversion,
        String id,
        String source,
        String type,
        WebhookId subject,
        Instant time,
        String datacontenttype,
        Data data) {

    private static final String SOURCE = "/stampede/webhooks";
    private static final String TYPE = "stampede.webhook.disabled.v1";

    /**
     * @param to the owner's address
     * @param host of the webhook's URL, whose path can be secret
     * @param description may be empty
     * @param gone whether it answered that it is gone; otherwise, it failed for too long
     */
    public record Data(String to, String host, String description, Instant failingSince, boolean gone) {

        /** Omits the address, because the text may be logged. */
        @Override
        public String toString() {
            return "Data[" + host + "]";
        }
    }

    public static OwnerNotice webhookDisabled(WebhookId webhook, Instant at, Data data) {
        return new OwnerNotice("1.0", webhook + "/" + at.toEpochMilli(), SOURCE, TYPE, webhook, at, "application/json",
                data);
    }

    /** Whether a message of the queue is a notice, and not an order event. */
    public static boolean isNotice(String json) {
        return SOURCE.equals(Json.read(json, Envelope.class).source());
    }

    private record Envelope(String source) {}

    /** @throws IllegalArgumentException if {@code json} is not a notice */
    public static OwnerNotice parse(String json) {
        var notice = Json.read(json, OwnerNotice.class);
        if (notice.id == null || notice.subject == null || notice.data == null || !TYPE.equals(notice.type)) {
            throw new IllegalArgumentException("Not a notice to the owner");
        }
        return notice;
    }

    public String toJson() {
        return Json.write(this);
    }
}
