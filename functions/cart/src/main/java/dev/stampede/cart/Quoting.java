package dev.stampede.cart;

/** The outcome of asking what a cart costs. */
sealed interface Quoting {

    record Quoted(CartQuote quote) implements Quoting {}

    /** The cart does not exist, has expired, or belongs to another customer. */
    record NoSuchCart() implements Quoting {}

    record EmptyCart() implements Quoting {}
}
