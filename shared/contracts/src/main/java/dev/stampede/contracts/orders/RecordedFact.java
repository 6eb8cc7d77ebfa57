package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import java.time.Instant;

/**
 * A fact with its position in the log.
 *
 * @param seq 0 for {@code OrderPlaced}, increasing by one with each fact
 * @param correlationId the correlation id of the request or event that led to it; empty if there was none
 */
public record RecordedFact(OrderId orderId, int seq, Instant at, String correlationId, Fact fact) {

    /** The id of the fact's event. */
    public String eventId() {
        return orderId + "/" + seq;
    }
}
