package dev.stampede.contracts.orders;

/** The status of an order, as customers see it. */
public enum OrderStatus {
    /** Accepted; stock is not reserved yet. */
    PLACED,
    /** Stock is held; the payment is in progress. */
    RESERVED,
    /** There was not enough stock. Final. */
    REJECTED,
    /** The payment was declined; stock is still held, and another token can be submitted. */
    PAYMENT_DECLINED,
    /** The customer must confirm the payment; stock is still held. */
    PAYMENT_ACTION_REQUIRED,
    /** Paid; not shipped yet. */
    PAID,
    /** The payment succeeded after the hold ended; stock is being reserved again. */
    PAID_LATE,
    /** Final unless refunded. */
    SHIPPED,
    /** The refund is in progress. */
    REFUND_PENDING,
    /** Refunded. Final. */
    REFUNDED,
    /** Cancelled before payment. Final. */
    CANCELLED,
    /** The hold ended before payment. Final unless a payment arrives late. */
    EXPIRED;

    /** Whether the order holds stock and waits for payment. */
    public boolean awaitsPayment() {
        return this == RESERVED || this == PAYMENT_DECLINED || this == PAYMENT_ACTION_REQUIRED;
    }
}
