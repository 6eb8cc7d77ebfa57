package dev.stampede.inventory.verification;

import dev.stampede.inventory.stock.StockEquation;

/** The result of verifying the stock of a SKU. */
public sealed interface Verdict {

    /** The equation holds: received = available + inOrders. */
    record Verified(long received, long available, long inOrders) implements Verdict {}

    /** Several counts found the same difference, and the stock did not change meanwhile. */
    record Different(StockEquation.Difference difference) implements Verdict {}

    /** The stock kept changing, or the time was up. */
    record Unverified() implements Verdict {}
}
