package dev.stampede.contracts.orders;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A step that an order awaits. Normally each step follows within seconds of the fact that requires it; a step that is overdue
 * was lost. The rules for which steps an order owes are here only.
 *
 * @param cause the fact whose event triggers the step
 * @param since when the step became due
 */
public record OwedStep(Kind kind, RecordedFact cause, Instant since) {

    /** The kinds of step. */
    public enum Kind {
        /** Stock is reserved or the order is rejected; for a late payment, stock is reserved again or the order is refunded. */
        RESERVATION,
        /** The payment is charged, or a late payment is applied to the order. */
        CHARGE,
        /** The hold ends because the order was not paid in time. */
        HOLD_END,
        /**
         * The authorized payment is captured. Owed once that is requested, or when the authorization is about to end: whoever
         * repeats the step then has the provider asked whether it has ended.
         */
        CAPTURE,
        /** The payment is refunded. */
        REFUND,
        /** The units are returned to stock. */
        RELEASE,
        /**
         * Charges without an answer are voided because the order ended unpaid. The log does not record this, so the step is
         * owed for one hour.
         */
        VOID,
        /**
         * The customer is notified of a fact. The emails table records this, not the log, so the step is owed for three
         * hours unless that table has the email.
         */
        MAIL
    }

    private static final Duration VOIDED_FOR = Duration.ofHours(1);
    private static final Duration MAILED_FOR = Duration.ofHours(3);
    /** How long before the end of an authorization its capture is owed. */
    private static final Duration CAPTURED_BEFORE_END = Duration.ofDays(1);

    /**
     * How long after a hold ended the customer is told so, if a payment attempt had no answer by then. Meanwhile, the attempt is
     * voided or turns out to be captured. Much longer than that usually takes.
     */
    static final Duration VOIDED_BEFORE_MAIL = Duration.ofMinutes(1);

    /** All steps that the order awaits, including those that are not due yet. */
    public static List<OwedStep> of(Order order) {
        var steps = new ArrayList<OwedStep>();
        switch (order.status()) {
            case PLACED, PAID_LATE -> steps.add(step(Kind.RESERVATION, order, OwedStep::wantsStock));
            case RESERVED, PAID_LATE_RESERVED -> steps.add(step(Kind.CHARGE, order, OwedStep::wantsCharge));
            case CANCELLED, EXPIRED -> {
                if (!order.openAttempts().isEmpty()) {
                    steps.add(step(Kind.VOID, order, OwedStep::endsOrder));
                }
            }
            case AUTHORIZED -> {
                var authorization = last(order, PaymentAuthorized.class::isInstance);
                steps.add(new OwedStep(Kind.CAPTURE, authorization, captureDue(order)));
            }
            case CAPTURE_PENDING -> steps.add(step(Kind.CAPTURE, order, CaptureRequested.class::isInstance));
            case CAPTURE_FAILED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID, PARTIALLY_SHIPPED, SHIPPED, REJECTED,
                    REFUND_PENDING,
                    REFUND_FAILED, REFUNDED -> {
                // only the steps below
            }
        }
        if (order.status().awaitsPayment()) {
            steps.add(new OwedStep(
                    Kind.HOLD_END, last(order, StockReserved.class::isInstance), order.heldUntil().orElseThrow()));
        }
        order.refunds().stream()
                .filter(refund -> refund.status() == Refund.Status.PENDING)
                .map(refund -> order.facts().get(refund.attempt()))
                .forEach(request -> steps.add(new OwedStep(Kind.REFUND, request, request.at())));
        if (order.owesRelease()) {
            steps.add(step(Kind.RELEASE, order, OwedStep::releasesStock));
        }
        order.facts().stream()
                .filter(recorded -> isMailed(order, recorded.fact()))
                .forEach(recorded -> steps.add(new OwedStep(Kind.MAIL, recorded, mailedFrom(order, recorded))));
        return steps;
    }

    /** The steps that have been due for at least {@code patience}. */
    public static List<OwedStep> overdue(Order order, Instant now, Duration patience) {
        return of(order).stream().filter(step -> step.isOverdue(now, patience)).toList();
    }

    private boolean isOverdue(Instant now, Duration patience) {
        return !since.plus(patience).isAfter(now) && switch (kind) {
            case VOID -> now.isBefore(since.plus(VOIDED_FOR));
            case MAIL -> now.isBefore(cause.at().plus(MAILED_FOR));
            case RESERVATION, CHARGE, HOLD_END, CAPTURE, REFUND, RELEASE -> true;
        };
    }

    /**
     * Whether the customer is notified of the fact by email. Emails that request an action, or that a later fact can
     * invalidate, are sent only while they are true.
     */
    public static boolean isMailed(Order order, Fact fact) {
        return switch (fact) {
            case PaymentAuthorized sold -> true;
            // Who was told of the authorization hears what was charged with the shipment, if that is the reason for the capture.
            case PaymentCaptured paid -> order.authorized().isEmpty() || order.isCapturedAlone();
            case UnitsCancelled cancelled -> order.status() != OrderStatus.CANCELLED;
            // The caller sees the rejection of an order that exceeds a limit; the mailbox may be somebody else's.
            case StockRejected rejected -> rejected.holdLimit() == null && rejected.limitsReached().isEmpty();
            case OrderCancelled cancelled -> true;
            case OrderShipped shipped -> true;
            case ReturnApproved approved -> true;
            case ReturnRefused refused -> true;
            case Refunded refunded -> isPaidBack(order, refunded.amount());
            case RefundSettled settled -> isPaidBack(order, settled.amount());
            case HoldExpired expired -> order.status() == OrderStatus.EXPIRED && expired.limit() == null;
            case PaymentDeclined declined ->
                    isAt(order, OrderStatus.PAYMENT_DECLINED, declined.attempt());
            case PaymentActionRequired action ->
                    isAt(order, OrderStatus.PAYMENT_ACTION_REQUIRED, action.attempt());
            case OrderPlaced silent -> false;
            case OrderClaimed silent -> false;
            case StockReserved silent -> false;
            case PaymentSubmitted silent -> false;
            case HoldExtended silent -> false;
            case PaymentReported silent -> false;
            case PaymentCapturedLate silent -> false;
            case CaptureRequested silent -> false;
            case CaptureFailed silent -> false;
            case CaptureSettled silent -> false;
            case RefundRequested silent -> false;
            case RefundFailed silent -> false;
            case RefundRetried silent -> false;
            case ReturnRequested silent -> false;
            case ReturnReceived silent -> false;
            case StockReleased silent -> false;
        };
    }

    /**
     * When the mail about a fact can be sent. Nobody who has paid is told that the order expired: an answer to the payment that
     * was recorded by then makes the mail unnecessary.
     */
    public static Instant mailedFrom(Order order, RecordedFact recorded) {
        return recorded.fact() instanceof HoldExpired && !order.openAttempts().isEmpty()
                ? recorded.at().plus(VOIDED_BEFORE_MAIL)
                : recorded.at();
    }

    /** A day before the authorization ends, so that somebody can still ship. */
    private static Instant captureDue(Order order) {
        return order.authorized().orElseThrow().captureBefore().minus(CAPTURED_BEFORE_END);
    }

    /** A refund of nothing is worth a mail only if the order has ended by it. */
    private static boolean isPaidBack(Order order, Money amount) {
        return amount.amount() > 0 || order.isWithdrawn();
    }

    private static boolean isAt(Order order, OrderStatus status, int attempt) {
        return order.status() == status && order.attempt() == attempt;
    }

    private static boolean wantsStock(Fact fact) {
        return fact instanceof OrderPlaced || fact instanceof PaymentCapturedLate;
    }

    private static boolean wantsCharge(Fact fact) {
        return fact instanceof StockReserved || fact instanceof PaymentSubmitted;
    }

    private static boolean endsOrder(Fact fact) {
        return fact instanceof OrderCancelled || fact instanceof HoldExpired;
    }

    private static boolean releasesStock(Fact fact) {
        return endsOrder(fact) || fact instanceof UnitsCancelled || fact instanceof Refunded
                || fact instanceof RefundSettled
                || fact instanceof ReturnReceived;
    }

    private static OwedStep step(Kind kind, Order order, Predicate<Fact> isCause) {
        var cause = last(order, isCause);
        return new OwedStep(kind, cause, cause.at());
    }

    private static RecordedFact last(Order order, Predicate<Fact> isCause) {
        return order.facts().reversed().stream()
                .filter(recorded -> isCause.test(recorded.fact()))
                .findFirst()
                .orElseThrow();
    }
}
