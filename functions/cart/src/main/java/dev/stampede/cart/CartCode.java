package dev.stampede.cart;

/** Why a cart cannot be ordered as it is, or why its lines were changed. */
public enum CartCode {
    /** The SKU is not sold, or not at this moment. */
    NOT_AVAILABLE,
    /** The SKU is sold out. Whether there is enough of what is not sold out turns out at checkout. */
    NOT_ENOUGH_STOCK,
    /** The line has more units than an order may have. */
    LIMIT_PER_ORDER,
    /** The line has more units than a customer may have in all. */
    LIMIT_PER_CUSTOMER,
    /** Warnings only: the SKU is sold to signed-in customers, and the cart is a guest's. */
    SIGN_IN_REQUIRED,
    /** The price differs from the one that the shopper saw. */
    PRICE_CHANGED,
    /** Changes only: the SKU's price is in another currency than the other lines. */
    OTHER_CURRENCY,
    /** Changes only: the cart would have too many lines or too large a total. */
    CART_FULL,
    /** The cart has no lines. */
    CART_EMPTY,
    /** The cart has a live order. */
    CART_ORDERED,
    /** Too many orders of the cart ended without a sale. */
    CART_EXHAUSTED
}
