package dev.stampede.shared.orders;

import dev.stampede.shared.id.OrderId;
import java.time.Instant;

/**
 * A fact in its place in the log.
 *
 * @param seq 0 for {@code OrderPlaced}, then one more for each fact
 * @param correlationId the correlation id of the request or event that led to it; empty if there was none
 */
public record RecordedFact(OrderId orderId, int seq, Instant at, String correlationId, Fact fact) {}
