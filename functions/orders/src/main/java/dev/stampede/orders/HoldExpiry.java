package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import java.time.Clock;
import java.time.Instant;

/** Ends holds that have expired without payment. */
final class HoldExpiry {

    sealed interface Outcome {

        record Expired(Order order) implements Outcome {}

        /** The order does not await a payment. */
        record NotWaiting(Order order) implements Outcome {}

        record TooEarly(Order order, Instant heldUntil) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;
    private final Clock clock;

    HoldExpiry(OrderLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    Outcome expire(OrderId id) {
        return log.decide(id, this::decide).orElseGet(Outcome.Unknown::new);
    }

    private Decision<Outcome> decide(Order order) {
        if (!order.status().awaitsPayment()) {
            return Decision.leave(Outcome.NotWaiting::new);
        }
        var heldUntil = order.heldUntil().orElseThrow();
        return clock.instant().isBefore(heldUntil)
                ? Decision.leave(held -> new Outcome.TooEarly(held, heldUntil))
                : Decision.add(new HoldExpired(), Outcome.Expired::new);
    }
}
