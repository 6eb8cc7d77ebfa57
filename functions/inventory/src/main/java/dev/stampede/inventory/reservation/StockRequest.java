package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.HoldLimit;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.RecordedFact;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An order's request for stock, all of it or none.
 *
 * @param position the position of the answer in the order's log
 * @param placedAt when the order was placed
 * @param units the units of each SKU, at least 1
 * @param counts what the buyer would have more of SKUs with a limit per customer
 * @param isPaid whether the order is paid: its payment was captured after the first hold ended
 */
record StockRequest(
        LogPosition position, Instant placedAt, String correlationId, SortedMap<Sku, Integer> units,
        SortedMap<CustomerCount, CustomerCount.Change> counts, boolean isPaid) {

    StockRequest {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        if (units.isEmpty() || units.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("A request needs at least one unit of each SKU");
        }
    }

    static StockRequest of(RecordedFact recorded, OrderPlaced placed) {
        return new StockRequest(
                new LogPosition(recorded.orderId(), recorded.seq() + 1), recorded.at(), recorded.correlationId(),
                placed.units(), counts(placed), false);
    }

    static StockRequest ofPaid(Order order, String correlationId) {
        return new StockRequest(
                new LogPosition(order.id(), order.nextSeq()), order.placedAt(), correlationId, order.placed().units(),
                counts(order.placed()), true);
    }

    /** The SKUs of which it requests more than {@code max} units. */
    List<Sku> skusAbove(int max) {
        return units.entrySet().stream().filter(line -> line.getValue() > max).map(Map.Entry::getKey).toList();
    }

    /** The rejection of a request that exceeds the limit, whatever the stock. */
    StockWrite rejection(HoldLimit limit) {
        return new StockWrite(position, placedAt, correlationId, new StockRejected(List.of(), limit), Map.of());
    }

    /** The fact to append when there are too few units. */
    Fact shortageFact(List<Shortage> shortages) {
        return isPaid ? new RefundRequested(RefundReason.SOLD_OUT_AFTER_HOLD, Actor.STORE)
                : new StockRejected(shortages);
    }

    /** The fact to append when the buyer would exceed these limits. */
    Fact limitFact(List<CustomerLimit> limits) {
        return isPaid ? new RefundRequested(RefundReason.SOLD_OUT_AFTER_HOLD, Actor.STORE)
                : new StockRejected(List.of(), null, limits);
    }

    /** What the order takes of its buyer's limits. */
    static SortedMap<CustomerCount, CustomerCount.Change> counts(OrderPlaced placed) {
        var counts = new TreeMap<CustomerCount, CustomerCount.Change>();
        var limits = placed.customerLimits();
        if (limits != null) {
            var units = placed.units();
            limits.limits().forEach((sku, max) -> counts.put(
                    new CustomerCount(sku, limits.customer()),
                    new CustomerCount.Change(units.getOrDefault(sku, 1), max)));
        }
        return counts;
    }
}
