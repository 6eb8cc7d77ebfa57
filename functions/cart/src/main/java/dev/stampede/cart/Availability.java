package dev.stampede.cart;

/** How much there is of a SKU, as the catalogue last heard. */
public enum Availability {
    IN_STOCK, LOW, OUT
}
