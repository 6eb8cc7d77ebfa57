package dev.stampede.contracts.orders;

/** The status of an order, as customers see it. */
public enum OrderStatus {
    /** Accepted; stock is not reserved yet. */
    PLACED,
    /** Stock is held; the payment is in progress. */
    RESERVED,
    /** There was not enough stock, or the order has more units than can be held unpaid. Final. */
    REJECTED,
    /** The payment was declined; stock is still held, and another token can be submitted. */
    PAYMENT_DECLINED,
    /** The customer must confirm the payment; stock is still held. */
    PAYMENT_ACTION_REQUIRED,
    /** Sold; the payment is authorized, and captured when the order ships. */
    AUTHORIZED,
    /** The authorized payment is being captured, after which a parcel may ship. */
    CAPTURE_PENDING,
    /** The authorized payment could not be captured; the shop must retry, settle it or cancel the order. */
    CAPTURE_FAILED,
    /** Paid; not shipped yet. */
    PAID,
    /** The payment succeeded after the hold ended; stock is being reserved again. */
    PAID_LATE,
    /** The stock for a late payment is reserved again; the order becomes {@link #PAID} within seconds. */
    PAID_LATE_RESERVED,
    /** Some units were given to a carrier, others are still to be. */
    PARTIALLY_SHIPPED,
    /** All units were given to a carrier, except for those that were cancelled. Final unless refunded or returned. */
    SHIPPED,
    /** All money is being refunded, or no unit is left to ship and none has shipped; the refund is in progress. */
    REFUND_PENDING,
    /** The payment provider refused a refund; the shop must retry or settle it. */
    REFUND_FAILED,
    /** All money was refunded, or what was paid for the units, of which none has shipped. Final. */
    REFUNDED,
    /** Cancelled before a payment was captured. Final unless a payment arrives late. */
    CANCELLED,
    /** The hold ended before payment. Final unless a payment arrives late. */
    EXPIRED;

    /** Whether the order holds stock and is not paid. */
    public boolean awaitsPayment() {
        return this == RESERVED || this == PAYMENT_DECLINED || this == PAYMENT_ACTION_REQUIRED;
    }

    /** Whether the order is sold, and its payment is authorized and not captured. */
    public boolean isAuthorized() {
        return this == AUTHORIZED || this == CAPTURE_PENDING || this == CAPTURE_FAILED;
    }
}
