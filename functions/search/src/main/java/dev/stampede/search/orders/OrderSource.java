package dev.stampede.search.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.search.storage.IndexSource;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;

/** The order log as an indexer reads it. Implementations are thread-safe. */
public interface OrderSource {

    /**
     * Orders by the month in which they were placed, in UTC. Orders that do not exist are missing.
     */
    Map<YearMonth, Set<OrderId>> byMonth(Set<OrderId> ids);

    /** The orders of a month. */
    IndexSource<OrderId, Order> of(YearMonth month);
}
