package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import java.time.LocalDate;
import java.util.function.Predicate;

/** Placed orders by day. Implementations are safe for use by many threads. */
public interface PlacedOrders {

    /**
     * Passes each order of some days (UTC) to {@code work}, concurrently. Orders of the last moments can be missing.
     *
     * @param last inclusive
     * @param work called by many threads; returns false to stop
     * @return whether {@code work} saw all orders
     * @throws RuntimeException what {@code work} threw
     */
    boolean forEach(LocalDate first, LocalDate last, Predicate<OrderId> work);
}
