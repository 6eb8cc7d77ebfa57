package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.verification.StockedSkus.StockedSku;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks in production that the stock equation ({@link dev.stampede.inventory.stock.StockEquation}) holds.
 * Thread-safe.
 *
 * <p>It reads all shards of a SKU at one instant, then the orders, then the shards again. A change of the units of an order
 * changes a shard in the same transaction; so if no shard changed between the two reads, the orders are of the same instant
 * as the stock. Otherwise it counts again. A difference is reported only if several counts find it and the stock did not
 * change meanwhile, because a new order can be missing from its index for a moment.
 *
 * <p>Units that add up can still be held by orders with overdue steps. These are counted separately.
 *
 * <p>A {@link Checkpoint} holds the units in old orders. Only the logs of the other orders are read, and those of old orders
 * that have changed since or await a step: about one read unit each. Without a checkpoint, it reads all orders since the first
 * units were received.
 */
public final class Verifier {

    private final StockedSkus skus;
    private final Stocks stocks;
    private final PlacedOrders placed;
    private final OrderLog log;
    private final OverdueSteps overdue;
    private final ProgressStore store;
    private final Clock clock;
    private final Pause pause;

    public Verifier(
            StockedSkus skus,
            Stocks stocks,
            PlacedOrders placed,
            OrderLog log,
            OverdueSteps overdue,
            ProgressStore store,
            Clock clock,
            Pause pause) {
        this.skus = skus;
        this.stocks = stocks;
        this.placed = placed;
        this.log = log;
        this.overdue = overdue;
        this.store = store;
        this.clock = clock;
        this.pause = pause;
    }

    /** @param until when to stop  @return empty if the SKU never had stock */
    public Optional<Verification> verify(Sku sku, Instant until) {
        return skus.find(sku).map(found -> verify(List.of(found), until, sku::equals));
    }

    /**
     * Verifies all SKUs that have or had stock, or that an order has units of.
     *
     * @param until when to stop
     */
    public Verification verifyAll(Instant until) {
        return verify(skus.all(), until, sku -> true);
    }

    private Verification verify(List<StockedSku> stocked, Instant until, Predicate<Sku> scope) {
        var checkpoint = store.read().progress().map(Progress::checkpoint)
                .orElseGet(() -> Checkpoint.startingAt(Closing.start(stocked).orElse(until)));
        return new VerificationRun(stocks, placed, log, overdue, clock, pause, until, scope, checkpoint)
                .verify(stocked);
    }
}
