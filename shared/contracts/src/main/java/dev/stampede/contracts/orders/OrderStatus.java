package dev.stampede.contracts.orders;

/** Where an order stands, as its customer sees it. */
public enum OrderStatus {
    /** Accepted; stock is not yet decided. */
    PLACED,
    /** The stock is held; the payment is under way. */
    RESERVED,
    /** There was not enough stock. Final. */
    REJECTED,
    /** The card was declined; the stock is still held, another token may be tried. */
    PAYMENT_DECLINED,
    /** The customer must confirm the payment; the stock is still held. */
    PAYMENT_ACTION_REQUIRED,
    /** Paid, to be shipped. */
    PAID,
    /** The money came after the hold had ended; stock is looked for again. */
    PAID_LATE,
    /** Final, but for a refund. */
    SHIPPED,
    /** The money is being given back. */
    REFUND_PENDING,
    /** The money was given back. Final. */
    REFUNDED,
    /** Cancelled before it was paid. Final. */
    CANCELLED,
    /** The hold ended before it was paid. Final, unless a payment arrives late. */
    EXPIRED;

    /** Whether the order holds stock and waits for money. */
    public boolean awaitsPayment() {
        return this == RESERVED || this == PAYMENT_DECLINED || this == PAYMENT_ACTION_REQUIRED;
    }
}
