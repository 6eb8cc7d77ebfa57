package dev.stampede.contracts.totals;

/** What customers have bought before. Safe for use by many threads. */
@FunctionalInterface
public interface PastPurchases {

    /**
     * Whether the customer has an order that is or may become a sale, or whose units are not back in stock. Eventually consistent.
     */
    boolean exist(String customerId);
}
