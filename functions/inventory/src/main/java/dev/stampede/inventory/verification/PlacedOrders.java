package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.RecordedFact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Orders by the time of their placement and of their late facts ({@link RecordedFact#isLate}). Implementations are safe for
 * use by many threads.
 */
public interface PlacedOrders {

    /**
     * Passes to {@code work}, concurrently, each order that was placed from {@code from} to {@code to}, and each order with a
     * late fact of the same span moved by {@link RecordedFact#LATE_AFTER}: the orders of which a checkpoint until {@code to}
     * covers more than a checkpoint until {@code from}. Orders and facts of the last moments can be missing, and an order can
     * be passed several times.
     *
     * @param to exclusive
     * @param work called by many threads; returns false to stop
     * @return whether {@code work} saw all orders
     * @throws RuntimeException what {@code work} threw
     */
    boolean forEach(Instant from, Instant to, Predicate<OrderId> work);

    /** The orders of {@link #forEach}, each once; empty if there are more than {@code limit}. */
    default Optional<List<OrderId>> touched(Instant from, Instant to, int limit) {
        var found = ConcurrentHashMap.<OrderId> newKeySet();
        var isComplete = forEach(from, to, id -> {
            found.add(id);
            return found.size() <= limit;
        });
        return isComplete
                ? Optional.of(found.stream().sorted(Comparator.comparing(OrderId::value)).toList())
                : Optional.empty();
    }
}
