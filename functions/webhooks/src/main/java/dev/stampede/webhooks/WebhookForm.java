package dev.stampede.webhooks;

import dev.stampede.runtime.http.Fields;
import dev.stampede.webhooks.Webhook.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what admins send. */
final class WebhookForm {

    static final int MAX_BYTES = 8192;

    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_TYPE = 100;
    private static final int MAX_TIME = 40;
    private static final int MAX_OVERLAP_HOURS = 168;
    private static final int USUAL_OVERLAP_HOURS = 24;

    private WebhookForm() {}

    static WebhookEditing.Form read(Fields body, PublicAddresses.Loopback loopback) {
        var url = body.parsed("url", WebhookUrl.MAX, text -> WebhookUrl.of(text, loopback));
        var types = types(body);
        var description = body.optionalText("description", MAX_DESCRIPTION).orElse("");
        var status = status(body);
        body.check();
        return new WebhookEditing.Form(url.orElseThrow(), types, description, status);
    }

    private static List<String> types(Fields body) {
        if (!body.has("types")) {
            body.reject("types", "is required");
            return List.of();
        }
        var types = body.texts("types", EventTypes.all().size(), MAX_TYPE);
        if (types.isEmpty()) {
            body.reject("types", "must have at least one type");
        }
        for (var index = 0; index < types.size(); index++) {
            if (!EventTypes.isKnown(types.get(index))) {
                body.reject("types[" + index + "]", "must be one of " + String.join(", ", EventTypes.all()));
            } else if (types.indexOf(types.get(index)) < index) {
                body.reject("types[" + index + "]", "must be unique");
            }
        }
        return types.stream().sorted().toList();
    }

    private static @Nullable Status status(Fields body) {
        return !body.has("status") ? null : body.parsed("status", MAX_TIME, text -> switch (text) {
            case "enabled" -> Status.ENABLED;
            case "paused" -> Status.PAUSED;
            default -> throw new IllegalArgumentException("must be enabled or paused");
        }).orElse(null);
    }

    static Duration overlap(Fields body) {
        var hours = body.integer("overlapHours", 0, MAX_OVERLAP_HOURS, USUAL_OVERLAP_HOURS);
        body.check();
        return Duration.ofHours(hours);
    }

    /** @param from inclusive @param to exclusive */
    record Span(Instant from, Instant to, boolean all) {}

    static Span span(Fields body) {
        var from = time(body, "from");
        var to = time(body, "to");
        var all = !body.has("deliveries") ? Optional.of(false)
                : body.parsed("deliveries", MAX_TIME, text -> switch (text) {
                    case RedeliveryView.ALL -> true;
                    case RedeliveryView.UNDELIVERED -> false;
                    default -> throw new IllegalArgumentException("must be undelivered or all");
                });
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            body.reject("to", "must be after from");
        }
        body.check();
        return new Span(from.orElseThrow(), to.orElseThrow(), all.orElseThrow());
    }

    /** In milliseconds, within the time that deliveries' ids can have. */
    private static Optional<Instant> time(Fields body, String field) {
        return body.parsed(field, MAX_TIME, text -> {
            try {
                var time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
                if (time.toEpochMilli() >= 0 && time.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                    return time;
                }
            } catch (DateTimeParseException | ArithmeticException malformed) {
                // reported below
            }
            throw new IllegalArgumentException("must be a time such as 2026-01-31T09:30:00Z");
        });
    }
}
