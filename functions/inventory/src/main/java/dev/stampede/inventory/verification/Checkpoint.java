package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.RecordedFact;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The units in old orders, summed up once. It covers the facts recorded before {@link #factsUntil} of the orders placed before
 * {@code until}. These never change, so it never becomes wrong: an order that it covers can change only by a fact that it does
 * not cover, and such a fact is late ({@link RecordedFact#isLate}) and therefore listed in {@link PlacedOrders}.
 *
 * @param units of each SKU in these orders; SKUs without units are absent
 * @param open these orders, if they await a step, so that no order is forgotten because it is old
 */
public record Checkpoint(Instant until, Map<Sku, Long> units, Set<OrderId> open) {

    public Checkpoint {
        units = Map.copyOf(units);
        open = Set.copyOf(open);
    }

    /** Covers nothing, if no order was placed before {@code start}. */
    static Checkpoint startingAt(Instant start) {
        return new Checkpoint(start, Map.of(), Set.of());
    }

    Instant factsUntil() {
        return factsUntil(until);
    }

    static Instant factsUntil(Instant until) {
        return until.plus(RecordedFact.LATE_AFTER);
    }

    /** The order as the checkpoint covers it; empty if it does not. */
    Optional<Order> covered(Order order) {
        return order.placedAt().isBefore(until) ? order.asOf(factsUntil()) : Optional.empty();
    }

    /** A checkpoint with changed sums. @param found other orders that await a step */
    Checkpoint corrected(Units changes, Set<OrderId> found) {
        var sums = new Units(units);
        changes.sums().forEach(sums::add);
        var all = new HashSet<>(open);
        all.addAll(found);
        return new Checkpoint(until, sums.sums(), all);
    }

    /** Units of SKUs. For use by one thread. */
    static final class Units {

        private final Map<Sku, Long> sums;

        Units() {
            this(Map.of());
        }

        Units(Map<Sku, Long> start) {
            sums = new HashMap<>(start);
        }

        void add(Sku sku, long units) {
            sums.merge(sku, units, (old, more) -> old + more == 0 ? null : old + more);
        }

        void add(Order order) {
            order.allocations().forEach((Allocation allocation) -> add(allocation.sku(), allocation.units()));
        }

        void subtract(Order order) {
            order.allocations().forEach((Allocation allocation) -> add(allocation.sku(), -allocation.units()));
        }

        void subtract(Map<Sku, Long> others) {
            others.forEach((sku, units) -> add(sku, -units));
        }

        /** SKUs without units are absent. */
        Map<Sku, Long> sums() {
            return Map.copyOf(sums);
        }
    }
}
