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
 * <p>It reads all shards of a SKU at one instant, then every order, then the shards again. A change of the units of an order
 * changes a shard in the same transaction; so if no shard changed between the two reads, the orders are of the same instant
 * as the stock. Otherwise it counts again. A difference is reported only if several counts find it and the stock did not
 * change meanwhile, because a new order can be missing from its index for a moment.
 *
 * <p>Units that add up can still be held by orders with overdue steps. These are counted separately.
 *
 * <p>It reads the logs of all orders since the first units were received: about one read unit each.
 */
public final class Verifier {

    private final StockedSkus skus;
    private final Stocks stocks;
    private final PlacedOrders placed;
    private final OrderLog log;
    private final OverdueSteps overdue;
    private final Clock clock;
    private final Pause pause;

    public Verifier(
            StockedSkus skus,
            Stocks stocks,
            PlacedOrders placed,
            OrderLog log,
            OverdueSteps overdue,
            Clock clock,
            Pause pause) {
        this.skus = skus;
        this.stocks = stocks;
        this.placed = placed;
        this.log = log;
        this.overdue = overdue;
        this.clock = clock;
        this.pause = pause;
    }

    /** @param until when to stop  @return empty if the SKU never had stock */
    public Optional<Verification> verify(Sku sku, Instant until) {
        return skus.find(sku).map(found -> run(until, sku::equals).verify(List.of(found)));
    }

    /**
     * Verifies all SKUs that have or had stock, or that an order has units of.
     *
     * @param until when to stop
     */
    public Verification verifyAll(Instant until) {
        return run(until, sku -> true).verify(skus.all());
    }

    private VerificationRun run(Instant until, Predicate<Sku> scope) {
        return new VerificationRun(stocks, placed, log, overdue, clock, pause, until, scope);
    }
}
