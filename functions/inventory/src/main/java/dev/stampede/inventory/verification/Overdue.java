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
 * Orders that wait for a step too long.
 *
 * @param orders how many wait for which step; a kind of step that nobody waits for is missing
 * @param units of each SKU in orders whose hold should have ended, or whose units should have been given back
 * @param steps some of the steps, at most {@link #MAX_STEPS}
 */
public record Overdue(Map<Kind, Long> orders, Map<Sku, Long> units, List<OwedStep> steps) {

    /** As many as are worth repeating at once. */
    public static final int MAX_STEPS = 1000;

    public Overdue {
        orders = Map.copyOf(orders);
        units = Map.copyOf(units);
        steps = List.copyOf(steps);
    }

    /** How many orders wait for such a step. */
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
