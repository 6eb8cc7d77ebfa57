package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.OrderId;

/** A place in an order's log, which one fact can take. */
public record LogPosition(OrderId orderId, int seq) {}
