package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.runtime.http.Caller;

/** Cancels orders for customers: unpaid orders end immediately, paid orders are refunded unless they have shipped. */
final class Cancelling {

    sealed interface Outcome {

        /** The order was cancelled before payment, now or earlier. */
        record Cancelled(Order order) implements Outcome {}

        /** The order is being refunded, or was, because the customer cancelled. */
        record RefundStarted(Order order) implements Outcome {}

        record NotCancellable(Order order) implements Outcome {}

        /** The order does not exist, or the caller has no access to it. */
        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Cancelling(OrderLog log) {
        this.log = log;
    }

    Outcome cancel(OrderHandle named, Caller caller) {
        return log.decide(named.id(), order -> decide(order, named, caller)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, OrderHandle named, Caller caller) {
        if (!Visibility.isOpenTo(order, named, caller)) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        return switch (order.status()) {
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED ->
                    Decision.add(new OrderCancelled(Actors.of(caller)), Outcome.Cancelled::new);
            case PAID -> Decision.add(
                    new RefundRequested(RefundReason.CANCELLED, Actors.of(caller)), Outcome.RefundStarted::new);
            case CANCELLED -> Decision.leave(Outcome.Cancelled::new);
            case REFUND_PENDING, REFUNDED -> isRefundedForCancelling(order)
                    ? Decision.leave(Outcome.RefundStarted::new)
                    : Decision.leave(Outcome.NotCancellable::new);
            case REJECTED, PAID_LATE, PAID_LATE_RESERVED, SHIPPED, EXPIRED ->
                    Decision.leave(Outcome.NotCancellable::new);
        };
    }

    private static boolean isRefundedForCancelling(Order order) {
        return order.facts().stream()
                .anyMatch(recorded -> recorded.fact() instanceof RefundRequested refund
                        && refund.reason() == RefundReason.CANCELLED);
    }
}
