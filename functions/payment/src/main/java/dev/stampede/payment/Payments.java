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
import java.util.List;
import java.util.Optional;

/**
 * Takes an order's payment one step further. What the step is follows from the order, so an event is only an occasion to look:
 * repeated or late, it changes nothing. A crash between the provider's answer and the log is repaired by the next look, which
 * makes the same call under the same key and gets the same answer.
 */
final class Payments {

    /** What a look came to. */
    enum Outcome {
        CAPTURED,
        CAPTURED_LATE,
        DECLINED,
        ACTION_REQUIRED,
        REFUNDED,
        ABANDONED,
        NOTHING_TO_DO
    }

    private final OrderLog log;
    private final CartOrders cartOrders;
    private final PaymentProvider provider;

    Payments(OrderLog log, PaymentProvider provider) {
        this.log = log;
        this.cartOrders = new CartOrders(log);
        this.provider = provider;
    }

    /** @throws IllegalStateException if the provider does not answer or there is no such order: try again later */
    Outcome advance(OrderId id) {
        var order = log.find(id).orElseThrow(() -> new IllegalStateException("There is no order " + id));
        return switch (PaymentStep.of(order)) {
            case PaymentStep.Charge charge -> charge(id, charge);
            case PaymentStep.ApplyLate(var money) -> applyLate(id, money);
            case PaymentStep.Refund(var money) -> refund(id, money);
            case PaymentStep.Abandon(var amount, var attempts) ->
                    capturedMeanwhile(id, amount, attempts).orElse(Outcome.ABANDONED);
            case PaymentStep.Nothing() -> Outcome.NOTHING_TO_DO;
        };
    }

    private Outcome charge(OrderId id, PaymentStep.Charge charge) {
        return capturedMeanwhile(id, charge.amount(), charge.earlier()).orElseGet(() -> {
            var key = chargeKey(id, charge.attempt());
            var answer = provider.charge(new PaymentProvider.Charge(key, charge.amount(), charge.token()));
            return record(id, chargeOf(charge.attempt(), charge.amount()), answer);
        });
    }

    /** Ends attempts that are left open, unless one of them turns out to have taken the money. */
    private Optional<Outcome> capturedMeanwhile(OrderId id, Money amount, List<Integer> attempts) {
        for (var attempt : attempts) {
            switch (provider.abandon(chargeKey(id, attempt))) {
                case AbandonOutcome.Abandoned() -> {
                    // and on to the next one
                }
                case AbandonOutcome.AlreadyCaptured(var reference) -> {
                    var capture = new ChargeOutcome.Captured(reference);
                    return Optional.of(record(id, chargeOf(attempt, amount), capture));
                }
                case AbandonOutcome.NoAnswer() -> throw new IllegalStateException(
                        "The payment provider did not answer about an earlier charge of " + id);
            }
        }
        return Optional.empty();
    }

    private ChargeRecord chargeOf(int attempt, Money amount) {
        return new ChargeRecord(attempt, amount, cartOrders::isReplaced);
    }

    private Outcome record(OrderId id, ChargeRecord charge, ChargeOutcome answer) {
        return log.decide(id, order -> charge.of(order, answer)).orElseThrow();
    }

    private Outcome applyLate(OrderId id, Captured money) {
        var payment = new PaymentCaptured(money.attempt(), money.amount(), money.reference());
        return log.<Outcome> decide(id, order -> isReservedAgain(order)
                ? Decision.add(payment, paid -> Outcome.CAPTURED)
                : Decision.leave(other -> Outcome.NOTHING_TO_DO))
                .orElseThrow();
    }

    private static boolean isReservedAgain(Order order) {
        return order.status() == OrderStatus.RESERVED && order.captured().isPresent();
    }

    private Outcome refund(OrderId id, Captured money) {
        var refund = new PaymentProvider.Refund(id + "/refund", money.amount(), money.reference());
        return switch (provider.refund(refund)) {
            case RefundOutcome.Refunded(var reference) -> recordRefund(id, new Refunded(money.amount(), reference));
            case RefundOutcome.Refused(var reason) -> throw new IllegalStateException(
                    "The payment provider refused the refund of " + id + ": " + reason);
            case RefundOutcome.NoAnswer() -> throw new IllegalStateException(
                    "The payment provider did not answer to the refund of " + id);
        };
    }

    private Outcome recordRefund(OrderId id, Refunded refunded) {
        return log.<Outcome> decide(id, order -> order.status() == OrderStatus.REFUND_PENDING
                ? Decision.add(refunded, done -> Outcome.REFUNDED)
                : Decision.leave(other -> Outcome.NOTHING_TO_DO))
                .orElseThrow();
    }

    /** One attempt, one key: this is what makes a repeated charge the same charge. */
    static String chargeKey(OrderId id, int attempt) {
        return id + "/" + attempt;
    }
}
