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
 * Checks, while the store is open, that the stock equation ({@link dev.stampede.inventory.stock.StockEquation}) holds.
 * Thread-safe.
 *
 * <p>All shards of a SKU are read at one instant, then every order is read, then the shards again. Whatever changes the
 * units of an order changes a shard in the same transaction; so if no shard was changed from the first reading to the
 * second one, the orders in between are of the same instant as the stock. If one was, all is done again. Only what is
 * found time and again, of a stock that stood still all the while, is called a difference: an order may be missing from
 * its index for a moment after it was placed.
 *
 * <p>Units that add up may still be stuck in an order that waits for a step too long. Such orders are counted apart.
 *
 * <p>It reads the logs of all orders since the first units came: about a read unit each.
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

    /** @param until when to give up  @return empty if the SKU never had stock */
    public Optional<Verification> verify(Sku sku, Instant until) {
        return skus.find(sku).map(found -> run(until, sku::equals).verify(List.of(found)));
    }

    /**
     * Verifies all SKUs that ever had stock, and those that an order has units of.
     *
     * @param until when to give up
     */
    public Verification verifyAll(Instant until) {
        return run(until, sku -> true).verify(skus.all());
    }

    private VerificationRun run(Instant until, Predicate<Sku> scope) {
        return new VerificationRun(stocks, placed, log, overdue, clock, pause, until, scope);
    }
}
