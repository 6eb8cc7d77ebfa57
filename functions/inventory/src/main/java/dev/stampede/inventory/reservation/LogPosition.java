package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.OrderId;

/** A position in an order's log; it holds one fact. */
public record LogPosition(OrderId orderId, int seq) {}
