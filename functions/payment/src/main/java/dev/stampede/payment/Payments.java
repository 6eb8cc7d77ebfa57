package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.Order.Captured;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.runtime.events.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Advances the payment of an order by one step. The step is determined by the current order, not by the event, so repeated
 * or late events change nothing. After a crash between the provider's answer and the log, the next attempt makes the same
 * call with the same key and gets the same answer.
 */
final class Payments {

    /** The outcome of a step. */
    enum Outcome {
        CAPTURED,
        CAPTURED_LATE,
        DECLINED,
        ACTION_REQUIRED,
        /** Declined, to be confirmed or without an answer, and the caller exceeds a limit: the hold ended. */
        HOLD_ENDED,
        REFUNDED,
        ABANDONED,
        NOTHING_TO_DO
    }

    /** The reference of a payment or refund of zero, which no provider knows. */
    static final String NOTHING_CHARGED = "none";

    private final OrderLog log;
    private final CartOrders cartOrders;
    private final PaymentProvider provider;
    private final UnpaidHolds holds;

    Payments(OrderLog log, PaymentProvider provider, UnpaidHolds holds) {
        this.log = log;
        this.cartOrders = new CartOrders(log);
        this.provider = provider;
        this.holds = holds;
    }

    /**
     * @param delivery how often the message that requires the step was delivered
     * @throws IllegalStateException if the provider does not answer or the order does not exist; retry later
     */
    Outcome advance(OrderId id, Delivery delivery) {
        var order = log.find(id).orElseThrow(() -> new IllegalStateException("Order " + id + " not found"));
        var outcome = advance(order, delivery);
        if (delivery == Delivery.REPEATED && isPaid(order)) {
            holds.end(order);
        }
        return outcome;
    }

    private Outcome advance(Order order, Delivery delivery) {
        return switch (PaymentStep.of(order)) {
            case PaymentStep.Charge charge -> charge(order, charge, delivery);
            case PaymentStep.CaptureNothing(var attempt, var nothing) -> {
                var capture = new ChargeOutcome.Captured(NOTHING_CHARGED);
                yield record(order, chargeOf(attempt, nothing), capture, delivery);
            }
            case PaymentStep.RefundNothing(var nothing) ->
                    recordRefund(order.id(), new Refunded(nothing.amount(), NOTHING_CHARGED));
            case PaymentStep.ApplyLate(var money) -> applyLate(order.id(), money);
            case PaymentStep.Refund(var money) -> refund(order.id(), money);
            case PaymentStep.Abandon(var amount, var attempts) ->
                    capturedMeanwhile(order, amount, attempts, delivery).orElseGet(() -> abandoned(order));
            case PaymentStep.Nothing() -> Outcome.NOTHING_TO_DO;
        };
    }

    private static boolean isPaid(Order order) {
        return order.captured().isPresent() || order.status() == OrderStatus.REFUNDED;
    }

    private Outcome charge(Order order, PaymentStep.Charge charge, Delivery delivery) {
        return capturedMeanwhile(order, charge.amount(), charge.earlier(), delivery).orElseGet(() -> {
            var key = chargeKey(order.id(), charge.attempt());
            var answer = provider.charge(new PaymentProvider.Charge(key, charge.amount(), charge.token()));
            return record(order, chargeOf(charge.attempt(), charge.amount()), answer, delivery);
        });
    }

    /** Abandons open attempts. @return the outcome if one of them was captured */
    private Optional<Outcome> capturedMeanwhile(
            Order order, Money amount, List<Integer> attempts, Delivery delivery) {
        for (var attempt : attempts) {
            switch (provider.abandon(chargeKey(order.id(), attempt))) {
                case AbandonOutcome.Abandoned() -> {
                    // next attempt
                }
                case AbandonOutcome.AlreadyCaptured(var reference) -> {
                    var capture = new ChargeOutcome.Captured(reference);
                    return Optional.of(record(order, chargeOf(attempt, amount), capture, delivery));
                }
                case AbandonOutcome.NoAnswer() -> throw new IllegalStateException(
                        "No answer from the payment provider about an earlier charge of " + order.id());
            }
        }
        return Optional.empty();
    }

    private Outcome abandoned(Order order) {
        holds.end(order);
        return Outcome.ABANDONED;
    }

    private ChargeRecord chargeOf(int attempt, Money amount) {
        return new ChargeRecord(attempt, amount, cartOrders::isReplaced);
    }

    /** @param order the order before the charge; the facts depend on its state when they are appended */
    private Outcome record(Order order, ChargeRecord charge, ChargeOutcome answer, Delivery delivery) {
        return switch (answer) {
            case ChargeOutcome.Captured(var reference) -> {
                var outcome = decide(order, now -> charge.captured(now, reference));
                // An order that is paid immediately was never counted, and costs no read.
                if (delivery == Delivery.REPEATED || UnpaidHolds.wasRefused(order)) {
                    holds.end(order);
                }
                yield outcome;
            }
            case ChargeOutcome.Declined(var reason) -> {
                var hold = holds.declined(order, charge.attempt());
                yield decide(order, now -> charge.declined(now, reason, hold));
            }
            case ChargeOutcome.ActionRequired(var url) -> {
                var hold = holds.undecided(order);
                yield decide(order, now -> charge.actionRequired(now, url, hold));
            }
            case ChargeOutcome.NoAnswer() -> {
                var limit = holds.undecided(order).exceeded().orElseThrow(() -> new IllegalStateException(
                        "No answer from the payment provider to the charge of " + order.id()));
                yield decide(order, now -> charge.unanswered(now, limit));
            }
        };
    }

    private Outcome decide(Order order, Function<Order, Decision<Outcome>> decision) {
        return log.decide(order.id(), decision).orElseThrow();
    }

    private Outcome applyLate(OrderId id, Captured money) {
        var payment = new PaymentCaptured(money.attempt(), money.amount(), money.reference());
        return log.<Outcome> decide(id, order -> order.status() == OrderStatus.PAID_LATE_RESERVED
                ? Decision.add(payment, paid -> Outcome.CAPTURED)
                : Decision.leave(other -> Outcome.NOTHING_TO_DO))
                .orElseThrow();
    }

    private Outcome refund(OrderId id, Captured money) {
        var refund = new PaymentProvider.Refund(id + "/refund", money.amount(), money.reference());
        return switch (provider.refund(refund)) {
            case RefundOutcome.Refunded(var reference) -> recordRefund(id, new Refunded(money.amount(), reference));
            case RefundOutcome.Refused(var reason) -> throw new IllegalStateException(
                    "The payment provider refused the refund of " + id + ": " + reason);
            case RefundOutcome.NoAnswer() -> throw new IllegalStateException(
                    "No answer from the payment provider to the refund of " + id);
        };
    }

    private Outcome recordRefund(OrderId id, Refunded refunded) {
        return log.<Outcome> decide(id, order -> order.status() == OrderStatus.REFUND_PENDING
                ? Decision.add(refunded, done -> Outcome.REFUNDED)
                : Decision.leave(other -> Outcome.NOTHING_TO_DO))
                .orElseThrow();
    }

    /** The idempotency key of an attempt. */
    static String chargeKey(OrderId id, int attempt) {
        return id + "/" + attempt;
    }
}
