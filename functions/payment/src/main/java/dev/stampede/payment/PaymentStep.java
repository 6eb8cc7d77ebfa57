package dev.stampede.payment;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.Order.Captured;
import dev.stampede.contracts.orders.Refund;
import java.util.List;

/** The next step of an order's payment, determined by the order alone. */
sealed interface PaymentStep {

    /**
     * Charge the customer.
     *
     * @param earlier attempts without an answer, to be abandoned first
     */
    record Charge(int attempt, Money amount, String token, List<Integer> earlier) implements PaymentStep {}

    /** There is nothing to pay: record the order as paid without asking the provider. */
    record CaptureNothing(int attempt) implements PaymentStep {}

    /** The stock for a late payment is reserved again: record the order as paid. */
    record ApplyLate(Captured money) implements PaymentStep {}

    /** Capture the authorized payment. @param requestId the position of the request */
    record Capture(PaymentAuthorized payment, Money amount, int requestId) implements PaymentStep {}

    /** The payment is authorized: ask whether that has ended. */
    record CheckAuthorization(PaymentAuthorized payment) implements PaymentStep {}

    /** Pay these refunds. @param pending at least one */
    record Refunds(Captured money, List<Refund> pending) implements PaymentStep {}

    /** The order ended unpaid: abandon these attempts. */
    record Abandon(List<Integer> attempts) implements PaymentStep {}

    record Nothing() implements PaymentStep {}

    static PaymentStep of(Order order) {
        var pending = order.refunds().stream()
                .filter(refund -> refund.status() == Refund.Status.PENDING)
                .toList();
        if (!pending.isEmpty()) {
            return new Refunds(order.captured().orElseThrow(), pending);
        }
        return switch (order.status()) {
            case RESERVED -> charge(order);
            case PAID_LATE_RESERVED -> new ApplyLate(order.captured().orElseThrow());
            case CANCELLED, EXPIRED -> abandon(order);
            case CAPTURE_PENDING -> new Capture(
                    order.authorized().orElseThrow(), order.capturable(), order.captureId());
            case AUTHORIZED -> new CheckAuthorization(order.authorized().orElseThrow());
            case PLACED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, CAPTURE_FAILED, PAID, PAID_LATE,
                    PARTIALLY_SHIPPED,
                    SHIPPED, REFUND_PENDING, REFUND_FAILED, REFUNDED ->
                    new Nothing();
        };
    }

    /** Whether there is nothing to pay, so that no provider is asked. */
    static boolean isFree(Order order) {
        return isNothing(order.placed().total());
    }

    private static boolean isNothing(Money amount) {
        return amount.amount() == 0;
    }

    private static PaymentStep charge(Order order) {
        if (isFree(order)) {
            return new CaptureNothing(order.attempt());
        }
        var earlier = order.openAttempts().stream()
                .filter(attempt -> attempt < order.attempt())
                .toList();
        return new Charge(order.attempt(), order.placed().total(), order.paymentToken(), earlier);
    }

    /** Only one attempt was ever authorized, and the others were abandoned before. */
    private static PaymentStep abandon(Order order) {
        var open = order.authorized().map(payment -> List.of(payment.attempt())).orElseGet(order::openAttempts);
        return open.isEmpty() || isFree(order) ? new Nothing() : new Abandon(open);
    }
}
