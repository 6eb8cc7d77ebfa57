package dev.stampede.inventory.reservation;

import static dev.stampede.runtime.telemetry.LogField.failure;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns the units to stock that orders have given back, many orders in one transaction, each once. The order's log, not the message,
 * says what to release. Thread-safe.
 */
public final class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int MAX_ROUNDS = 8;

    private final Stocks stocks;
    private final OrderLog log;
    private final GroupCommit groupCommit;
    private final Backoff backoff;

    public Releases(Stocks stocks, StockWriter writer, OrderLog log, Backoff backoff) {
        this.stocks = stocks;
        this.log = log;
        this.groupCommit = new GroupCommit(writer);
        this.backoff = backoff;
    }

    /** @param released the releases that were written now  @param unsettled orders that could not be processed: retry them */
    public record Result(List<StockWrite> released, Set<OrderId> unsettled) {
        public Result {
            released = List.copyOf(released);
            unsettled = Set.copyOf(unsettled);
        }
    }

    /** @param orders orders that may owe a release, each with the correlation ID of its message */
    public Result release(Map<OrderId, String> orders) {
        var pending = new TreeMap<OrderId, String>(Comparator.comparing(OrderId::value));
        pending.putAll(orders);
        var released = new ArrayList<StockWrite>();
        backoff.retry(MAX_ROUNDS, _ -> {
            released.addAll(round(pending));
            return pending.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        return new Result(released, pending.keySet());
    }

    /** Removes every settled order from {@code pending}. */
    private List<StockWrite> round(Map<OrderId, String> pending) {
        try {
            var owing = owing(pending);
            var result = groupCommit.commit(GroupDraft.pack(writes(owing, pending)));
            result.committed.forEach(write -> pending.remove(write.position().orderId()));
            return result.committed;
        } catch (RuntimeException e) {
            LOG.warn("A round of releases failed", failure(e));
            return List.of();
        }
    }

    /** Reads the orders and removes those that owe no release, or no longer do. */
    private List<Order> owing(Map<OrderId, String> pending) {
        var ids = List.copyOf(pending.keySet());
        var found = Parallel.map(ids, this::find).stream().flatMap(Optional::stream).toList();
        found.stream().filter(order -> !order.owesRelease()).forEach(order -> pending.remove(order.id()));
        return found.stream().filter(Order::owesRelease).toList();
    }

    private Optional<Order> find(OrderId id) {
        try {
            return log.find(id);
        } catch (RuntimeException e) {
            LOG.warn("An order could not be read", e);
            return Optional.empty();
        }
    }

    private List<StockWrite> writes(List<Order> owing, Map<OrderId, String> correlationIds) {
        var skus = new HashSet<Sku>();
        owing.forEach(order -> order.releasable().forEach(allocation -> skus.add(allocation.sku())));
        var shardCounts = stocks.shardCounts(skus);
        return owing.stream()
                .filter(order -> hasStock(order, shardCounts))
                .map(order -> write(order, correlationIds.getOrDefault(order.id(), ""), shardCounts))
                .sorted(Comparator.comparing(write -> write.changes().keySet().stream().min(
                        Comparator.naturalOrder()).orElseThrow()))
                .toList();
    }

    private static boolean hasStock(Order order, Map<Sku, Integer> shardCounts) {
        var unknown = order.releasable().stream()
                .filter(allocation -> shardCounts.getOrDefault(allocation.sku(), 0) == 0)
                .findFirst();
        unknown.ifPresent(allocation -> LOG.error("The SKU {} of a release has no stock", allocation.sku()));
        return unknown.isEmpty();
    }

    private static StockWrite write(Order order, String correlationId, Map<Sku, Integer> shardCounts) {
        var units = order.releasable().stream()
                .collect(Collectors.groupingBy(
                        allocation -> home(allocation, shardCounts.get(allocation.sku())),
                        TreeMap::new, Collectors.summingLong(Allocation::units)));
        var allocations = units.entrySet().stream()
                .map(entry -> new Allocation(
                        entry.getKey().sku(), entry.getKey().shard(), Math.toIntExact(entry.getValue())))
                .toList();
        return new StockWrite(
                new LogPosition(order.id(), order.nextSeq()), order.placedAt(), correlationId,
                new StockReleased(allocations), new HashMap<>(units), givenBack(order));
    }

    /** What the released units take off the buyer's counts. A first order is counted until its last unit returns unsold. */
    private static Map<CustomerCount, CustomerCount.Change> givenBack(Order order) {
        var released = Allocation.units(order.releasable());
        var isUnsold = !order.isShipped() && released.equals(Allocation.units(order.allocations()));
        var changes = new HashMap<CustomerCount, CustomerCount.Change>();
        StockRequest.counts(order.placed()).forEach((count, taken) -> {
            var units = count.sku().isInternal() ? isUnsold ? 1 : 0 : released.getOrDefault(count.sku(), 0);
            if (units > 0) {
                changes.put(count, new CustomerCount.Change(-units, taken.max()));
            }
        });
        return changes;
    }

    /** The shard that the units came from, or the one that it was merged into. */
    private static ShardId home(Allocation allocation, int shards) {
        return new ShardId(allocation.sku(), allocation.shard() % shards);
    }
}
