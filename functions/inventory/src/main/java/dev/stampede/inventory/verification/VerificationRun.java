package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.StockEquation;
import dev.stampede.inventory.stock.StockEquation.Difference;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.verification.StockedSkus.StockedSku;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One verification: counts the orders repeatedly until each SKU has a verdict. For use by one thread. */
final class VerificationRun {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);

    static final int MAX_COUNTS = 8;

    /** The number of counts in a row that must find the same difference, without a change of the stock. */
    static final int SIGHTINGS = 3;

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);

    /** Clocks differ a little: an order can seem to be placed in the future. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Stocks stocks;
    private final PlacedOrders placed;
    private final OrderLog log;
    private final OverdueSteps overdueSteps;
    private final Clock clock;
    private final Pause pause;
    private final Instant until;
    private final Predicate<Sku> scope;
    private final Checkpoint checkpoint;

    private final Map<Sku, Verdict> verdicts = new HashMap<>();
    private final Set<Sku> open = new HashSet<>();
    private final Map<Sku, Suspicion> suspicions = new HashMap<>();
    private final Overdue.Tally overdue = new Overdue.Tally();
    private boolean isFinished;

    private record Suspicion(Difference difference, int sightings) {}

    /** @param scope the SKUs to verify  @param checkpoint the units that need not be counted */
    VerificationRun(
            Stocks stocks,
            PlacedOrders placed,
            OrderLog log,
            OverdueSteps overdueSteps,
            Clock clock,
            Pause pause,
            Instant until,
            Predicate<Sku> scope,
            Checkpoint checkpoint) {
        this.stocks = stocks;
        this.placed = placed;
        this.log = log;
        this.overdueSteps = overdueSteps;
        this.clock = clock;
        this.pause = pause;
        this.until = until;
        this.scope = scope;
        this.checkpoint = checkpoint;
    }

    Verification verify(Collection<StockedSku> skus) {
        skus.forEach(stocked -> open.add(stocked.sku()));
        if (skus.isEmpty()) {
            isFinished = true;
        } else {
            countAll();
        }
        open.forEach(sku -> verdicts.put(sku, new Unverified()));
        return new Verification(verdicts, overdue.sum(), isFinished);
    }

    private void countAll() {
        var before = read();
        for (var count = 1; !open.isEmpty() && count <= MAX_COUNTS && isInTime(); count++) {
            if (count > 1) {
                pause.of(BETWEEN_COUNTS);
            }
            var units = unitsInOrders();
            if (units.isEmpty()) {
                return;
            }
            isFinished = true;
            before = judge(before, units.get());
        }
    }

    private boolean isInTime() {
        return clock.instant().isBefore(until);
    }

    /** @return empty if the time was up before all orders were counted */
    private Optional<Map<Sku, Long>> unitsInOrders() {
        var units = new ConcurrentHashMap<Sku, Long>();
        var seen = ConcurrentHashMap.<OrderId> newKeySet();
        checkpoint.units().forEach((sku, covered) -> add(units, sku, covered));
        var isComplete = placed.forEach(checkpoint.until(), clock.instant().plus(AHEAD), id -> {
            if (seen.add(id)) {
                find(log, id).ifPresent(order -> {
                    judgeTime(order);
                    order.allocations().forEach(now -> add(units, now.sku(), now.units()));
                    checkpoint.covered(order).map(Order::allocations).orElseGet(List::of).forEach(
                            counted -> add(units, counted.sku(), -counted.units()));
                });
            }
            return isInTime();
        });
        return isComplete && judgeOpen(seen) ? Optional.of(units) : Optional.empty();
    }

    private void add(ConcurrentHashMap<Sku, Long> sums, Sku sku, long units) {
        if (scope.test(sku)) {
            sums.merge(sku, units, Long::sum);
        }
    }

    /** Orders that the checkpoint covers and that await a step. @return whether there was time for all of them */
    private boolean judgeOpen(Set<OrderId> seen) {
        if (isFinished) {
            return true;
        }
        var others = checkpoint.open().stream().filter(id -> !seen.contains(id)).toList();
        return !Parallel.map(others, id -> {
            if (isInTime()) {
                find(log, id).ifPresent(this::judgeTime);
            }
            return isInTime();
        }).contains(false);
    }

    /** Overdue steps are counted once, although units can be counted several times. */
    private void judgeTime(Order order) {
        if (!isFinished && order.placed().lines().stream().anyMatch(line -> scope.test(line.sku()))) {
            overdue.add(order, overdueSteps.of(order));
        }
    }

    /** @throws IllegalStateException naming the order, if its log cannot be read */
    static Optional<Order> find(OrderLog log, OrderId id) {
        try {
            return log.find(id);
        } catch (RuntimeException e) {
            throw new IllegalStateException("The log of " + id.value() + " cannot be read", e);
        }
    }

    /** @return the stocks after the count */
    private Map<Sku, Stock> judge(Map<Sku, Stock> before, Map<Sku, Long> units) {
        units.keySet().stream()
                .filter(sku -> units.get(sku) != 0 && !verdicts.containsKey(sku))
                .forEach(open::add);
        var after = read();
        for (var sku : List.copyOf(open)) {
            var stock = after.get(sku);
            if (stock == null || !stock.equals(before.get(sku))) {
                suspicions.remove(sku);
            } else {
                judge(stock, units.getOrDefault(sku, 0L));
            }
        }
        return after;
    }

    private void judge(Stock stock, long inOrders) {
        var difference = StockEquation.difference(stock, inOrders);
        if (difference.isEmpty()) {
            decide(stock.sku(), new Verified(stock.received(), stock.available(), inOrders));
        } else if (sightings(difference.get()) >= SIGHTINGS) {
            decide(stock.sku(), new Different(difference.get()));
        }
    }

    private int sightings(Difference seen) {
        return suspicions.merge(
                seen.sku(), new Suspicion(seen, 1),
                (old, one) -> old.difference().equals(seen) ? new Suspicion(seen, old.sightings() + 1) : one)
                .sightings();
    }

    private void decide(Sku sku, Verdict verdict) {
        verdicts.put(sku, verdict);
        open.remove(sku);
    }

    /** The stocks of the SKUs without a verdict, each at one instant; stocks under contention are absent. */
    private Map<Sku, Stock> read() {
        var found = new HashMap<Sku, Stock>();
        Parallel.map(open, this::read).stream()
                .flatMap(Optional::stream)
                .forEach(stock -> found.put(stock.sku(), stock));
        return found;
    }

    private Optional<Stock> read(Sku sku) {
        try {
            return Optional.of(stocks.readAtOnce(sku));
        } catch (ContentionException tooManyWriters) {
            LOG.info("A stock could not be read at one instant", tooManyWriters);
            return Optional.empty();
        }
    }
}
