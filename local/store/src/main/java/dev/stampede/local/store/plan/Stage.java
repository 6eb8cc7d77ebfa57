package dev.stampede.local.store.plan;

/** What happens to an order, in this order. */
public enum Stage {
    ACCEPTED,
    RESERVED,
    PAID,
    EMAILED
}
