package dev.stampede.contracts.catalog;

/** How much stock is left, from best to worst. Inventory determines it; the catalog only stores it. */
public enum Availability {
    IN_STOCK, LOW, OUT
}
