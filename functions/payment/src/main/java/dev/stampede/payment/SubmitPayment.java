package dev.stampede.payment;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.http.Caller;
import java.time.Clock;

/** Submits another payment token while the stock is held. */
final class SubmitPayment {

    /** More cards than a customer has; limits the testing of stolen ones. */
    static final int MAX_ATTEMPTS = 10;

    sealed interface Outcome {

        record Submitted(Order order) implements Outcome {}

        /** The same token was already submitted and is being charged. */
        record UnderWay(Order order) implements Outcome {}

        /** The order does not await a payment. */
        record NotPayable(Order order) implements Outcome {}

        /** Too many of the caller's payments were declined recently. */
        record TooManyDeclines(Excess excess) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;
    private final UnpaidCheck unpaid;
    private final Clock clock;

    SubmitPayment(OrderLog log, UnpaidCheck unpaid, Clock clock) {
        this.log = log;
        this.unpaid = unpaid;
        this.clock = clock;
    }

    Outcome submit(OrderHandle named, Caller caller, String token) {
        return log.decide(named.id(), order -> decide(order, named, caller, token)).orElseGet(Outcome.Unknown::new);
    }

    private Decision<Outcome> decide(Order order, OrderHandle named, Caller caller, String token) {
        if (!order.isOpenTo(caller.customerId(), named.isKey())) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        return switch (order.status()) {
            case PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED -> mayTryAgain(order)
                    ? tryAgain(order, token)
                    : Decision.leave(Outcome.NotPayable::new);
            case RESERVED -> order.paymentToken().equals(token)
                    ? Decision.leave(Outcome.UnderWay::new)
                    : Decision.leave(Outcome.NotPayable::new);
            case PLACED, REJECTED, AUTHORIZED, CAPTURE_PENDING, CAPTURE_FAILED, PAID, PAID_LATE, PAID_LATE_RESERVED,
                    PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING, REFUND_FAILED, REFUNDED, CANCELLED, EXPIRED ->
                    Decision.leave(Outcome.NotPayable::new);
        };
    }

    private Decision<Outcome> tryAgain(Order order, String token) {
        return unpaid.beforePayment(CallerKey.of(order.placed()))
                .map(excess -> Decision.<Outcome> leave(same -> new Outcome.TooManyDeclines(excess)))
                .orElseGet(() -> Decision.add(
                        new PaymentSubmitted(order.attempt() + 1, token), Outcome.Submitted::new));
    }

    private boolean mayTryAgain(Order order) {
        return order.attempt() + 1 < MAX_ATTEMPTS
                && clock.instant().isBefore(order.heldUntil().orElseThrow());
    }
}
