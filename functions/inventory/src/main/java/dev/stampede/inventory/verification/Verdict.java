package dev.stampede.inventory.verification;

import dev.stampede.inventory.stock.StockEquation;

/** What came of verifying the stock of a SKU. */
public sealed interface Verdict {

    /** The equation holds: received = available + inOrders. */
    record Verified(long received, long available, long inOrders) implements Verdict {}

    /** The equation does not hold, of a stock that stood still, however often it was counted. */
    record Different(StockEquation.Difference difference) implements Verdict {}

    /** The stock did not stand still for long enough, or time was up: nothing can be said. */
    record Unverified() implements Verdict {}
}
