package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact;
import dev.stampede.inventory.stock.ShardId;
import java.time.Instant;
import java.util.Map;

/**
 * A fact of an order and the change of stock that belongs to it, written together.
 *
 * @param position where the fact is appended
 * @param placedAt when the order was placed
 * @param correlationId the correlation ID of the request that caused it; may be empty
 * @param changes units added to shards (positive) or taken from them (negative); empty if stock does not change
 */
public record StockWrite(
        LogPosition position, Instant placedAt, String correlationId, Fact fact, Map<ShardId, Long> changes) {

    public StockWrite {
        changes = Map.copyOf(changes);
    }
}
