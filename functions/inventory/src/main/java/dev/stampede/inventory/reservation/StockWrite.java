package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact;
import dev.stampede.inventory.stock.ShardId;
import java.util.Map;

/**
 * A fact of an order and the change of stock that goes with it: both happen or neither.
 *
 * @param correlationId of what led to it; may be empty
 * @param changes units put into shards (positive) or taken from them (negative); empty if the stock stays as it is
 */
public record StockWrite(LogPosition place, String correlationId, Fact fact, Map<ShardId, Long> changes) {

    public StockWrite {
        changes = Map.copyOf(changes);
    }
}
