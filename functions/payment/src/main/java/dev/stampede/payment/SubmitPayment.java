package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.runtime.http.Caller;
import java.time.Clock;

/** Another try to pay, with another token, while the stock is held. */
final class SubmitPayment {

    /** More than an honest customer has cards; a limit to trying out stolen ones. */
    static final int MAX_ATTEMPTS = 10;

    sealed interface Outcome {

        record Submitted(Order order) implements Outcome {}

        /** The same token was submitted before and is being charged. */
        record UnderWay(Order order) implements Outcome {}

        /** The order does not wait for a payment, or no longer. */
        record NotPayable(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;
    private final Clock clock;

    SubmitPayment(OrderLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    Outcome submit(OrderId id, Caller caller, String token) {
        return log.decide(id, order -> decide(order, caller, token)).orElseGet(Outcome.Unknown::new);
    }

    private Decision<Outcome> decide(Order order, Caller caller, String token) {
        if (!order.isOpenTo(caller.customerId())) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        return switch (order.status()) {
            case PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED -> mayTryAgain(order)
                    ? Decision.add(new PaymentSubmitted(order.attempt() + 1, token), Outcome.Submitted::new)
                    : Decision.leave(Outcome.NotPayable::new);
            case RESERVED -> order.paymentToken().equals(token)
                    ? Decision.leave(Outcome.UnderWay::new)
                    : Decision.leave(Outcome.NotPayable::new);
            case PLACED, REJECTED, PAID, PAID_LATE, SHIPPED, REFUND_PENDING, REFUNDED, CANCELLED, EXPIRED ->
                    Decision.leave(Outcome.NotPayable::new);
        };
    }

    private boolean mayTryAgain(Order order) {
        return order.attempt() + 1 < MAX_ATTEMPTS
                && clock.instant().isBefore(order.heldUntil().orElseThrow());
    }
}
