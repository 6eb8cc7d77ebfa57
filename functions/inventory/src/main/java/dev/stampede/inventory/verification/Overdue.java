package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.OwedStep.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders with overdue steps.
 *
 * @param orders the number of orders for each overdue step; steps without orders are absent
 * @param units of each SKU in orders with an overdue hold end or release
 * @param steps some of the steps, at most {@link #MAX_STEPS}
 */
public record Overdue(Map<Kind, Long> orders, Map<Sku, Long> units, List<OwedStep> steps) {

    /** The maximum number of steps to repeat in one run. */
    public static final int MAX_STEPS = 1000;

    public Overdue {
        orders = Map.copyOf(orders);
        units = Map.copyOf(units);
        steps = List.copyOf(steps);
    }

    /** The number of orders with such a step. */
    public long orders(Kind kind) {
        return orders.getOrDefault(kind, 0L);
    }

    public boolean isNone() {
        return orders.isEmpty();
    }

    /** Adds up what is overdue. Thread-safe. */
    static final class Tally {

        private final Map<Kind, Long> orders = new EnumMap<>(Kind.class);
        private final Map<Sku, Long> units = new HashMap<>();
        private final List<OwedStep> steps = new ArrayList<>();

        /** @param overdue the order's steps that are overdue */
        synchronized void add(Order order, List<OwedStep> overdue) {
            overdue.stream().map(OwedStep::kind).distinct().forEach(kind -> orders.merge(kind, 1L, Long::sum));
            overdue.stream().limit(MAX_STEPS - (long) steps.size()).forEach(steps::add);
            if (overdue.stream().map(OwedStep::kind).anyMatch(Tally::keepsUnits)) {
                order.allocations().forEach((Allocation allocation) -> units.merge(
                        allocation.sku(), (long) allocation.units(), Long::sum));
            }
        }

        private static boolean keepsUnits(Kind kind) {
            return kind == Kind.HOLD_END || kind == Kind.RELEASE;
        }

        synchronized Overdue sum() {
            return new Overdue(orders, units, steps);
        }
    }
}
