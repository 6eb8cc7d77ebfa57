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
 * @param counts the changes of what customers have; empty if no SKU of the order has a limit per customer
 */
public record StockWrite(
        LogPosition position, Instant placedAt, String correlationId, Fact fact, Map<ShardId, Long> changes,
        Map<CustomerCount, CustomerCount.Change> counts) {

    public StockWrite {
        changes = Map.copyOf(changes);
        counts = Map.copyOf(counts);
    }

    /** A write that does not change what customers have. */
    public StockWrite(
            LogPosition position, Instant placedAt, String correlationId, Fact fact, Map<ShardId, Long> changes) {
        this(position, placedAt, correlationId, fact, changes, Map.of());
    }
}
