package dev.stampede.payment;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.payment.PaymentProvider.ChargeOutcome.ActionRequired;
import dev.stampede.payment.PaymentProvider.ChargeOutcome.Authorized;
import dev.stampede.payment.Payments.Outcome;
import dev.stampede.payment.UnpaidHolds.Hold;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Records the provider's answer to a charge. The order may have changed since the charge was made, so the facts depend on its
 * current state.
 *
 * @param isReplaced whether the same cart has another order that has not ended without a sale
 */
record ChargeRecord(int attempt, Money amount, Predicate<Order> isReplaced) {

    /** Also the answer of a customer who refuses to confirm. */
    Decision<Outcome> declined(Order order, String reason, Hold hold) {
        return canBeDeclined(order)
                ? unpaid(new PaymentDeclined(attempt, reason, hold.heldUntil()), hold, Outcome.DECLINED)
                : nothing();
    }

    Decision<Outcome> actionRequired(Order order, ActionRequired action, Hold hold) {
        return awaitsAnswer(order)
                ? unpaid(new PaymentActionRequired(attempt, action.url(), action.clientSecret()), hold,
                        Outcome.ACTION_REQUIRED)
                : nothing();
    }

    /** Ends the hold. The event of that fact voids the charge, or finds that it was captured. */
    Decision<Outcome> unanswered(Order order, UnpaidLimit limit) {
        return awaitsAnswer(order)
                ? Decision.add(new HoldExpired(limit), ended -> Outcome.HOLD_ENDED)
                : nothing();
    }

    /** A hold that exceeds a limit of its caller ends in the same write. */
    private static Decision<Outcome> unpaid(Fact answer, Hold hold, Outcome outcome) {
        return hold.exceeded()
                .map(limit -> new Decision<>(
                        List.of(answer, new HoldExpired(limit)), ended -> Outcome.HOLD_ENDED))
                .orElseGet(() -> Decision.add(answer, held -> outcome));
    }

    /** The authorized payment of an order that has ended is not recorded: it is voided, because the order ended. */
    Decision<Outcome> authorized(Order order, Authorized payment) {
        return order.status().awaitsPayment()
                ? Decision.add(
                        new PaymentAuthorized(attempt, amount, payment.reference(), payment.captureBefore()),
                        sold -> Outcome.AUTHORIZED)
                : nothing();
    }

    /** Every captured payment is recorded: it pays for the order or is refunded. */
    Decision<Outcome> captured(Order order, String reference) {
        if (isRecorded(order, reference)) {
            return nothing();
        }
        return switch (order.status()) {
            case RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED ->
                    Decision.add(new PaymentCaptured(attempt, amount, reference), paid -> Outcome.CAPTURED);
            case EXPIRED -> isReplaced.test(order)
                    ? refunded(reference, RefundReason.REPLACED)
                    : Decision.add(new PaymentCapturedLate(attempt, amount, reference), late -> Outcome.CAPTURED_LATE);
            case CANCELLED -> refunded(reference, RefundReason.CANCELLED);
            case AUTHORIZED, CAPTURE_PENDING, CAPTURE_FAILED -> new Decision<>(
                    Stream.<Fact> concat(
                            Stream.of(new PaymentCaptured(attempt, amount, reference)),
                            order.pendingCapture().flatMap(CaptureRequested::shipment).stream())
                            .toList(),
                    paid -> Outcome.CAPTURED);
            case PLACED, REJECTED, PAID, PAID_LATE, PAID_LATE_RESERVED, PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING,
                    REFUND_FAILED, REFUNDED ->
                    throw new IllegalStateException(
                            "Order " + order.id() + " is " + order.status() + " but was charged again: " + reference);
        };
    }

    private Decision<Outcome> refunded(String reference, RefundReason reason) {
        return new Decision<>(
                List.of(new PaymentCapturedLate(attempt, amount, reference), new RefundRequested(reason, Actor.STORE)),
                late -> Outcome.CAPTURED_LATE);
    }

    private static boolean isRecorded(Order order, String reference) {
        return order.facts().stream()
                .map(RecordedFact::fact)
                .anyMatch(fact -> fact instanceof PaymentCaptured payment && payment.reference().equals(reference)
                        || fact instanceof PaymentCapturedLate late && late.reference().equals(reference));
    }

    private boolean canBeDeclined(Order order) {
        return awaitsAnswer(order)
                || order.status() == OrderStatus.PAYMENT_ACTION_REQUIRED && order.attempt() == attempt;
    }

    private boolean awaitsAnswer(Order order) {
        return order.status() == OrderStatus.RESERVED && order.attempt() == attempt;
    }

    private static Decision<Outcome> nothing() {
        return Decision.leave(order -> Outcome.NOTHING_TO_DO);
    }
}
