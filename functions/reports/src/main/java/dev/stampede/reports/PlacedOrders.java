package dev.stampede.reports;

import dev.stampede.contracts.orders.Order;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders of a day, by time of placement. Implementations are thread-safe. */
public interface PlacedOrders {

    /**
     * Orders as they are now; which there are is eventually consistent.
     *
     * @param day of placement in UTC
     * @param after where the previous page ended, or null for the first page
     */
    Page ofDay(LocalDate day, @Nullable String after);

    /** @param next where the next page starts, or empty on the last page */
    record Page(List<Order> orders, Optional<String> next) {

        public Page {
            orders = List.copyOf(orders);
        }
    }
}
