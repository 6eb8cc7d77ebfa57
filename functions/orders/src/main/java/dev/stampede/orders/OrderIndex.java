package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the orders of a customer, newest first; eventually consistent. Safe for use by many threads. */
public interface OrderIndex {

    /** @param next where the next page starts, or empty on the last page */
    record Page(List<OrderId> orders, Optional<String> next) {}

    /**
     * @param after where the previous page ended, or null for the first page
     * @param limit 1 to 100
     */
    Page ofCustomer(String customerId, @Nullable String after, int limit);
}
