package dev.stampede.webhooks;

import dev.stampede.contracts.id.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the admin API returns it.
 *
 * @param time when the event happened
 * @param nextAttemptAt absent if no attempt follows
 * @param payload what was sent, as a JSON text; only in the response for one delivery
 */
record DeliveryView(
        DeliveryId deliveryId,
        EventId eventId,
        String type,
        Instant time,
        String status,
        @Nullable Instant nextAttemptAt,
        List<AttemptView> attempts,
        @Nullable String payload) {

    record Page(List<DeliveryView> deliveries, @Nullable String nextCursor) {}

    /** @param status the answer's HTTP status @param failure why there is no answer */
    record AttemptView(Instant at, long milliseconds, @Nullable Integer status, @Nullable String failure) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(attempt.at(), attempt.duration().toMillis(), attempt.status(),
                    attempt.failure() == null
                            ? null
                            : attempt.failure().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    static DeliveryView of(Delivery delivery) {
        return of(delivery, null);
    }

    static DeliveryView withPayload(Delivery delivery) {
        return of(delivery, delivery.event().body());
    }

    private static DeliveryView of(Delivery delivery, @Nullable String payload) {
        return new DeliveryView(delivery.id(), delivery.event().id(), delivery.event().type(), delivery.event().time(),
                delivery.status().text(), delivery.due(),
                delivery.attempts().stream().map(AttemptView::of).toList(), payload);
    }
}
