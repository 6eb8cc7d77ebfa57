package dev.stampede.webhooks;

import dev.stampede.contracts.id.EventId;
import dev.stampede.runtime.json.StringValue;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The id of a delivery among those of its webhook: the time of its event in milliseconds and the event's id. The same event
 * has the same delivery, and ids sort by time.
 */
public record DeliveryId(String value) implements StringValue {

    private static final Pattern FORM = Pattern.compile("([0-9]{13})-(evt_[0-9a-z]{32})");

    public DeliveryId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a delivery id");
        }
    }

    public static DeliveryId of(WebhookEvent event) {
        return new DeliveryId(bound(event.time()) + "-" + event.id());
    }

    /** Ids of deliveries of earlier events are less than this, all others greater. */
    public static String bound(Instant time) {
        return String.format(Locale.ROOT, "%013d", time.toEpochMilli());
    }

    public EventId eventId() {
        return new EventId(value.substring(value.length() - EventId.CHARACTERS));
    }

    @Override
    public String toString() {
        return value;
    }
}
