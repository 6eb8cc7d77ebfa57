package dev.stampede.search.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.storage.Indexer;
import dev.stampede.search.storage.ObjectStore;
import dev.stampede.search.storage.StoredIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Brings changed orders into the indexes of the months in which they were placed. Keeps copies of the last months, in which
 * most changes are. Thread-safe; one change at a time.
 */
public final class OrderIndexer {

    /** Months of which copies are kept between changes: the current one, and the one before for a while. */
    private static final int KEPT = 2;
    /** An index that begins with an order is usually that of a new month, which has few others. */
    private static final Duration REBUILD_DELAY = Duration.ofMinutes(1);

    private final ObjectStore objects;
    private final OrderSource orders;
    private final MonthRebuilds rebuilds;
    private final Path directory;
    private final Clock clock;
    private final Supplier<String> randomIds;
    private final Backoff backoff;
    private final Map<YearMonth, Indexer<OrderId, Order>> indexers = new TreeMap<>(Comparator.reverseOrder());

    /** @param directory for copies of the indexes; of its own */
    public OrderIndexer(
            ObjectStore objects,
            OrderSource orders,
            MonthRebuilds rebuilds,
            Path directory,
            Clock clock,
            Supplier<String> randomIds,
            Backoff backoff) {
        this.objects = objects;
        this.orders = orders;
        this.rebuilds = rebuilds;
        this.directory = directory;
        this.clock = clock;
        this.randomIds = randomIds;
        this.backoff = backoff;
    }

    /**
     * Publishes these orders as they are now. If it fails, some months may be published; applying the same again is safe.
     *
     * @throws dev.stampede.runtime.concurrent.ContentionException if other indexers are faster each time
     */
    public synchronized void apply(Set<OrderId> changed) {
        try {
            orders.byMonth(changed).forEach(
                    (month, ids) -> indexers.computeIfAbsent(month, this::indexer).apply(ids));
        } finally {
            var old = indexers.keySet().stream().skip(KEPT).toList();
            old.forEach(month -> indexers.remove(month).discard());
        }
    }

    private Indexer<OrderId, Order> indexer(YearMonth month) {
        return new Indexer<>(
                StoredIndex.part(objects, month.toString(), directory), orders.of(month), new OrderFormat(),
                () -> rebuilds.send(month, REBUILD_DELAY), clock, randomIds, backoff);
    }
}
