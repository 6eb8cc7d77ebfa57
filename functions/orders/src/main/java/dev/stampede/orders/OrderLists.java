package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists current orders: finds them in an index and reads their logs in parallel. */
final class OrderLists {

    private final OrderIndex index;
    private final OrderLog log;

    OrderLists(OrderIndex index, OrderLog log) {
        this.index = index;
        this.log = log;
    }

    /** @param next where the next page starts, or empty on the last page */
    record Listed(List<Order> orders, Optional<String> next) {}

    Listed ofCustomer(String customerId, @Nullable String after, int limit) {
        return read(index.ofCustomer(customerId, after, limit));
    }

    private Listed read(OrderIndex.Page page) {
        return new Listed(Parallel.map(page.orders(), this::read), page.next());
    }

    private Order read(OrderId id) {
        return log.find(id)
                .orElseThrow(() -> new IllegalStateException("Order in the index has no log: " + id));
    }
}
