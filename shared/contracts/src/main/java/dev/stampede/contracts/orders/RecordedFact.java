package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import java.time.Duration;
import java.time.Instant;

/**
 * A fact with its position in the log.
 *
 * @param seq 0 for {@code OrderPlaced}, increasing by one with each fact
 * @param correlationId the correlation id of the request or event that led to it; empty if there was none
 */
public record RecordedFact(OrderId orderId, int seq, Instant at, String correlationId, Fact fact) {

    /** Longer than an order takes until it is paid or its hold has ended, so that only old orders have late facts. */
    public static final Duration LATE_AFTER = Duration.ofHours(1);

    /** Whether the order was {@link #LATE_AFTER} old when the fact was recorded. */
    public boolean isLate(Instant placedAt) {
        return !at.isBefore(placedAt.plus(LATE_AFTER));
    }

    /** The id of the fact's event. */
    public String eventId() {
        return orderId + "/" + seq;
    }
}
