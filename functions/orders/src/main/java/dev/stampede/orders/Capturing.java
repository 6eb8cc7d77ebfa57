package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Has authorized payments captured without a shipment, or again after a capture that failed, and settles those that failed for
 * good.
 */
final class Capturing {

    sealed interface Outcome {

        /** The capture was requested, now or earlier. */
        record Started(Order order) implements Outcome {}

        /** The payment was captured or settled, now or earlier. */
        record Captured(Order order) implements Outcome {}

        /** No payment is authorized, or for settling, its capture did not fail. */
        record NotCapturable(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Capturing(OrderLog log) {
        this.log = log;
    }

    Outcome capture(OrderId id, Actor actor) {
        return log.<Outcome> decide(id, order -> switch (order.status()) {
            case AUTHORIZED, CAPTURE_FAILED -> Decision.add(new CaptureRequested(actor), Outcome.Started::new);
            case CAPTURE_PENDING -> Decision.leave(Outcome.Started::new);
            case PAID, PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING, REFUND_FAILED, REFUNDED -> isCaptured(order);
            case PLACED, RESERVED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID_LATE, PAID_LATE_RESERVED,
                    CANCELLED, EXPIRED ->
                    Decision.leave(Outcome.NotCapturable::new);
        }).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> isCaptured(Order order) {
        return order.authorized().isPresent()
                ? Decision.leave(Outcome.Captured::new)
                : Decision.leave(Outcome.NotCapturable::new);
    }

    /** The shop was paid in another way. @param note how */
    Outcome settle(OrderId id, @Nullable String note, Actor actor) {
        return log.<Outcome> decide(id, order -> {
            if (order.status() == OrderStatus.CAPTURE_FAILED) {
                return Decision.add(new CaptureSettled(order.capturable(), note, actor), Outcome.Captured::new);
            }
            return isSettled(order)
                    ? Decision.leave(Outcome.Captured::new)
                    : Decision.leave(Outcome.NotCapturable::new);
        }).orElseGet(Outcome.Unknown::new);
    }

    private static boolean isSettled(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof CaptureSettled);
    }
}
