package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import java.time.LocalDate;
import java.util.function.Predicate;

/** The orders that were placed, by day. Implementations are safe for use by many threads. */
public interface PlacedOrders {

    /**
     * Hands over the orders of some days (UTC), many at a time, each once. An order that was placed a moment ago may be
     * missing.
     *
     * @param last inclusive
     * @param work what to do with each; called by many threads; false to stop
     * @return whether {@code work} saw all orders
     * @throws RuntimeException what {@code work} threw
     */
    boolean forEach(LocalDate first, LocalDate last, Predicate<OrderId> work);
}
