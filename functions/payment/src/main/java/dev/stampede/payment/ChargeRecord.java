package dev.stampede.payment;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.Payments.Outcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the answer to a charge means for the order as it stands when the answer is written down, which need not be as it
 * stood when the charge was made.
 *
 * @param isReplaced whether the customer has ordered the same cart again, by an order that still stands
 */
record ChargeRecord(int attempt, Money amount, Predicate<Order> isReplaced) {

    Decision<Outcome> of(Order order, ChargeOutcome outcome) {
        return switch (outcome) {
            case ChargeOutcome.Captured(var reference) -> captured(order, reference);
            case ChargeOutcome.Declined(var reason) -> awaitsAnswer(order)
                    ? Decision.add(new PaymentDeclined(attempt, reason), declined -> Outcome.DECLINED)
                    : nothing();
            case ChargeOutcome.ActionRequired(var url) -> awaitsAnswer(order)
                    ? Decision.add(new PaymentActionRequired(attempt, url), waiting -> Outcome.ACTION_REQUIRED)
                    : nothing();
            case ChargeOutcome.NoAnswer() ->
                    throw new IllegalStateException(
                            "The payment provider did not answer to the charge of " + order.id());
        };
    }

    /** Money that was taken is always written down: it buys the order, or it goes back. */
    private Decision<Outcome> captured(Order order, String reference) {
        if (isRecorded(order, reference)) {
            return nothing();
        }
        return switch (order.status()) {
            case RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED ->
                    Decision.add(new PaymentCaptured(attempt, amount, reference), paid -> Outcome.CAPTURED);
            case EXPIRED -> isReplaced.test(order)
                    ? givenBack(reference, RefundReason.REPLACED)
                    : Decision.add(new PaymentCapturedLate(attempt, amount, reference), late -> Outcome.CAPTURED_LATE);
            case CANCELLED -> givenBack(reference, RefundReason.CANCELLED);
            case PLACED, REJECTED, PAID, PAID_LATE, SHIPPED, REFUND_PENDING, REFUNDED ->
                    throw new IllegalStateException(
                            "Order " + order.id() + " is " + order.status() + " and was charged again: " + reference);
        };
    }

    private Decision<Outcome> givenBack(String reference, RefundReason reason) {
        return new Decision<>(
                List.of(new PaymentCapturedLate(attempt, amount, reference), new RefundRequested(reason)),
                late -> Outcome.CAPTURED_LATE);
    }

    private static boolean isRecorded(Order order, String reference) {
        return order.facts().stream()
                .map(RecordedFact::fact)
                .anyMatch(fact -> fact instanceof PaymentCaptured payment && payment.reference().equals(reference)
                        || fact instanceof PaymentCapturedLate late && late.reference().equals(reference));
    }

    private boolean awaitsAnswer(Order order) {
        return order.status() == OrderStatus.RESERVED && order.attempt() == attempt && order.captured().isEmpty();
    }

    private static Decision<Outcome> nothing() {
        return Decision.leave(order -> Outcome.NOTHING_TO_DO);
    }
}
