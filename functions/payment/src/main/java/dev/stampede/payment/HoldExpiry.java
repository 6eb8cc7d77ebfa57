package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.payment.Payments.Voiding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Ends holds that have expired without payment. Asks the provider first, so that nobody who confirmed a payment in time loses
 * the purchase: open attempts are abandoned, and one that was captured pays for the order. While the provider has not decided
 * about one, the hold is extended, at most {@link HoldExtended#MAX_EXTENSIONS} times; then it ends, and a payment that is
 * captured after all is a late one.
 */
final class HoldExpiry {

    sealed interface Outcome {

        record Expired(Order order) implements Outcome {}

        /** The customer had paid, and nobody had heard of it. */
        record Paid(Order order) implements Outcome {}

        /** The provider has not decided. */
        record Extended(Order order) implements Outcome {}

        /** The order does not await a payment. */
        record NotWaiting(Order order) implements Outcome {}

        record TooEarly(Order order, Instant heldUntil) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;
    private final Payments payments;
    private final Duration extension;
    private final Clock clock;

    /** @param extension by how long a hold is extended */
    HoldExpiry(OrderLog log, Payments payments, Duration extension, Clock clock) {
        this.log = log;
        this.payments = payments;
        this.extension = extension;
        this.clock = clock;
    }

    Outcome expire(OrderId id) {
        return log.find(id).map(this::expire).orElseGet(Outcome.Unknown::new);
    }

    private Outcome expire(Order order) {
        if (!order.status().awaitsPayment()) {
            return new Outcome.NotWaiting(order);
        }
        if (isHeld(order)) {
            return new Outcome.TooEarly(order, order.heldUntil().orElseThrow());
        }
        return switch (payments.voidAttempts(order)) {
            case Voiding.PAID -> new Outcome.Paid(log.find(order.id()).orElseThrow());
            case Voiding.VOIDED -> end(order, _ -> new HoldExpired());
            case Voiding.UNDECIDED -> end(order, now -> now.isExtendable() ? extended() : new HoldExpired());
        };
    }

    /** The order may have changed while the provider was asked. */
    private Outcome end(Order order, Function<Order, Fact> fact) {
        return log.<Outcome> decide(order.id(), now -> {
            if (!now.status().awaitsPayment()) {
                return Decision.leave(Outcome.NotWaiting::new);
            }
            if (isHeld(now)) {
                return Decision.leave(held -> new Outcome.TooEarly(held, held.heldUntil().orElseThrow()));
            }
            var next = fact.apply(now);
            return Decision.add(
                    next, next instanceof HoldExtended ? Outcome.Extended::new : Outcome.Expired::new);
        }).orElseThrow();
    }

    private HoldExtended extended() {
        return new HoldExtended(clock.instant().plus(extension));
    }

    private boolean isHeld(Order order) {
        return clock.instant().isBefore(order.heldUntil().orElseThrow());
    }
}
