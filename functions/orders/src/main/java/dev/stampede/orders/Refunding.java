package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;

/** Refunds orders for the shop, before or after shipping. */
final class Refunding {

    sealed interface Outcome {

        /** The order is being refunded, or was, whoever requested it. */
        record Started(Order order) implements Outcome {}

        record NotRefundable(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Refunding(OrderLog log) {
        this.log = log;
    }

    Outcome refund(OrderId id, Actor actor) {
        return log.decide(id, order -> decide(order, actor)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, Actor actor) {
        return switch (order.status()) {
            case PAID, SHIPPED, PAID_LATE -> Decision.add(
                    new RefundRequested(RefundReason.SHOP, actor), Outcome.Started::new);
            case REFUND_PENDING, REFUNDED -> Decision.leave(Outcome.Started::new);
            case PLACED, RESERVED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID_LATE_RESERVED, CANCELLED,
                    EXPIRED ->
                    Decision.leave(Outcome.NotRefundable::new);
        };
    }
}
