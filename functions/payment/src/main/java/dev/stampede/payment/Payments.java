package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.Order.Captured;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.CaptureMethod;
import dev.stampede.payment.PaymentProvider.CaptureOutcome;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.runtime.events.Delivery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        /** The payment is authorized, to be captured when the order ships. */
        AUTHORIZED,
        /** The provider refused a capture, or the authorization has ended. */
        CAPTURE_FAILED,
        DECLINED,
        ACTION_REQUIRED,
        /** The provider has not decided about the payment yet; it is asked again. */
        PROCESSING,
        /** Declined, to be confirmed or without an answer, and the caller exceeds a limit: the hold ended. */
        HOLD_ENDED,
        REFUNDED,
        /** The provider refused a refund. */
        REFUND_FAILED,
        ABANDONED,
        /** The provider reported a refund or dispute that the store had not asked for. */
        REPORTED,
        NOTHING_TO_DO
    }

    /** The reference of a payment or refund of zero, which no provider knows. */
    static final String NOTHING_CHARGED = "none";

    private final OrderLog log;
    private final CartOrders cartOrders;
    private final PaymentProvider provider;
    private final UnpaidHolds holds;
    private final Consumer<Order> paid;

    Payments(OrderLog log, PaymentProvider provider, UnpaidHolds holds) {
        this(log, provider, holds, order -> {});
    }

    /** @param paid is called with each order whose payment is captured or authorized at checkout, as it was before */
    Payments(OrderLog log, PaymentProvider provider, UnpaidHolds holds, Consumer<Order> paid) {
        this.paid = paid;
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
        if (delivery == Delivery.REPEATED && order.hasPayment()) {
            holds.end(order);
        }
        return outcome;
    }

    private Outcome advance(Order order, Delivery delivery) {
        return switch (PaymentStep.of(order)) {
            case PaymentStep.Charge charge -> charge(order, charge, delivery);
            case PaymentStep.CaptureNothing(var attempt) -> {
                var capture = new ChargeOutcome.Captured(NOTHING_CHARGED);
                yield record(order, attempt, capture, delivery);
            }
            case PaymentStep.ApplyLate(var money) -> applyLate(order.id(), money);
            case PaymentStep.Capture(var payment, var amount, var requestId) ->
                    capture(order, payment, amount, requestId);
            case PaymentStep.CheckAuthorization(var payment) -> checkAuthorization(order, payment);
            case PaymentStep.Refunds(var money, var pending) -> refund(order.id(), money, pending);
            case PaymentStep.Abandon(var attempts) ->
                    stopped(order, attempts, provider::release, delivery).orElseGet(() -> abandoned(order));
            case PaymentStep.Nothing() -> Outcome.NOTHING_TO_DO;
        };
    }

    /**
     * Asks the provider what became of the open attempts of an order, because a callback or the customer's return says that
     * something did, and records it. Repeated, early or needless hints change nothing.
     *
     * @throws IllegalStateException if the provider does not answer or the order does not exist; retry later
     */
    Outcome settle(PaymentHint hint) {
        var found = Optional.ofNullable(hint.orderId())
                .or(() -> provider.orderOf(Objects.requireNonNull(hint.payment())));
        return found.map(id -> settle(id, hint)).orElse(Outcome.NOTHING_TO_DO);
    }

    private Outcome settle(OrderId id, PaymentHint hint) {
        var order = log.find(id).orElseThrow(() -> new IllegalStateException("Order " + id + " not found"));
        if (PaymentStep.isFree(order)) {
            return Outcome.NOTHING_TO_DO;
        }
        return switch (order.status()) {
            case RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, CANCELLED, EXPIRED ->
                    lookAgain(order, hint);
            case AUTHORIZED, CAPTURE_FAILED -> checkAuthorization(order, order.authorized().orElseThrow());
            // The payment worker has the answer.
            case CAPTURE_PENDING -> Outcome.NOTHING_TO_DO;
            case PLACED, REJECTED, PAID, PAID_LATE, PAID_LATE_RESERVED, PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING,
                    REFUND_FAILED, REFUNDED ->
                    recordReports(order, hint);
        };
    }

    /** A hint about a payment itself names no attempt. */
    private Outcome recordReports(Order order, PaymentHint hint) {
        if (hint.payment() == null || hint.attempt() != null || order.status() == OrderStatus.PLACED) {
            return Outcome.NOTHING_TO_DO;
        }
        var reports = provider.reports(hint.payment());
        return decide(order, now -> {
            var news = reports.stream().filter(report -> !now.reports().contains(report)).toList();
            return news.isEmpty() || !isPaidBy(now, hint.payment())
                    ? Decision.leave(same -> Outcome.NOTHING_TO_DO)
                    : new Decision<>(List.copyOf(news), reported -> Outcome.REPORTED);
        });
    }

    private static boolean isPaidBy(Order order, String payment) {
        return order.facts().stream().map(RecordedFact::fact)
                .anyMatch(fact -> fact instanceof PaymentCaptured captured && captured.reference().equals(payment)
                        || fact instanceof PaymentCapturedLate late && late.reference().equals(payment));
    }

    /**
     * Every captured payment is recorded, and an authorized one if the order awaits it; otherwise that is voided. Any other answer
     * is recorded if it is about the attempt that the order awaits.
     */
    private Outcome lookAgain(Order order, PaymentHint hint) {
        for (var attempt : order.openAttempts().reversed()) {
            var reference = attempt.equals(hint.attempt()) ? hint.payment() : null;
            var answer = provider.lookUp(attemptOf(order, attempt, reference));
            var isAwaited = order.status().awaitsPayment() && attempt == order.attempt();
            switch (answer) {
                case ChargeOutcome.Captured captured -> {
                    return record(order, attempt, answer, Delivery.REPEATED);
                }
                case ChargeOutcome.Authorized authorized -> {
                    return order.status().awaitsPayment()
                            ? record(order, attempt, answer, Delivery.REPEATED)
                            : stopped(order, List.of(attempt), provider::release, Delivery.REPEATED)
                                    .orElseGet(() -> abandoned(order));
                }
                case ChargeOutcome.Declined declined -> {
                    if (isAwaited) {
                        return record(order, attempt, answer, Delivery.REPEATED);
                    }
                }
                case ChargeOutcome.ActionRequired action -> {
                    if (isAwaited && order.status() == OrderStatus.RESERVED) {
                        return record(order, attempt, answer, Delivery.REPEATED);
                    }
                }
                case ChargeOutcome.Processing processing -> {
                    // Another callback follows, and the end of the hold asks.
                }
                case ChargeOutcome.NotCharged early -> {
                    // The payment worker charges it.
                }
                case ChargeOutcome.NoAnswer silence -> throw new IllegalStateException(
                        "No answer from the payment provider about a charge of " + order.id());
            }
        }
        return Outcome.NOTHING_TO_DO;
    }

    /** What became of the open attempts of an order whose hold is due to end. */
    enum Voiding {
        /** None can be captured any more. */
        VOIDED,
        /** One was captured or authorized, and it is recorded. */
        PAID,
        /** The provider has not decided about one of them, or does not answer. */
        UNDECIDED
    }

    /** Abandons the open attempts of an order that awaits payment: who confirmed before that has paid for the order. */
    Voiding voidAttempts(Order order) {
        var voiding = Voiding.VOIDED;
        for (var attempt : PaymentStep.isFree(order) ? List.<Integer> of() : order.openAttempts()) {
            switch (provider.abandon(attemptOf(order, attempt))) {
                case AbandonOutcome.Abandoned() -> {
                    // next attempt
                }
                case AbandonOutcome.AlreadyCaptured(var reference) -> {
                    record(order, attempt, new ChargeOutcome.Captured(reference), Delivery.REPEATED);
                    return Voiding.PAID;
                }
                case AbandonOutcome.AlreadyAuthorized(var reference, var captureBefore) -> {
                    record(order, attempt, new ChargeOutcome.Authorized(reference, captureBefore), Delivery.REPEATED);
                    return Voiding.PAID;
                }
                case AbandonOutcome.Processing(),AbandonOutcome.NoAnswer() -> voiding = Voiding.UNDECIDED;
            }
        }
        return voiding;
    }

    private Outcome charge(Order order, PaymentStep.Charge charge, Delivery delivery) {
        return stopped(order, charge.earlier(), provider::abandon, delivery).orElseGet(() -> {
            var key = chargeKey(order.id(), charge.attempt());
            var answer = provider.charge(
                    new PaymentProvider.Charge(key, charge.amount(), charge.token(), method(order)));
            return record(order, charge.attempt(), answer, delivery);
        });
    }

    /**
     * Stops open attempts. The sweeper repeats the step of an order whose attempt is still processed.
     *
     * @param stop abandons an attempt, or releases it
     * @return the outcome if one of them was captured, stays authorized or can't be stopped yet
     */
    private Optional<Outcome> stopped(
            Order order, List<Integer> attempts, Function<PaymentProvider.Attempt, AbandonOutcome> stop,
            Delivery delivery) {
        for (var attempt : attempts) {
            switch (stop.apply(attemptOf(order, attempt))) {
                case AbandonOutcome.Abandoned() -> {
                    // next attempt
                }
                case AbandonOutcome.AlreadyCaptured(var reference) -> {
                    return Optional.of(record(order, attempt, new ChargeOutcome.Captured(reference), delivery));
                }
                case AbandonOutcome.AlreadyAuthorized(var reference, var captureBefore) -> {
                    var authorized = new ChargeOutcome.Authorized(reference, captureBefore);
                    return Optional.of(record(order, attempt, authorized, delivery));
                }
                case AbandonOutcome.Processing() -> {
                    return Optional.of(Outcome.PROCESSING);
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

    /** An authorization is old when it is released: the provider is asked by its reference. */
    private static PaymentProvider.Attempt attemptOf(Order order, int attempt) {
        var reference = order.authorized().filter(payment -> payment.attempt() == attempt)
                .map(PaymentAuthorized::reference);
        return attemptOf(order, attempt, reference.orElse(null));
    }

    private static PaymentProvider.Attempt attemptOf(Order order, int attempt, @Nullable String reference) {
        return new PaymentProvider.Attempt(
                chargeKey(order.id(), attempt), order.placed().total(), reference, method(order));
    }

    private static CaptureMethod method(Order order) {
        return order.isCapturedAtShipment() ? CaptureMethod.MANUAL : CaptureMethod.AUTOMATIC;
    }

    /**
     * Captures the authorized payment, or finds that it was captured in the provider's dashboard. If all that costs something was
     * cancelled, nothing is captured and the payment is voided.
     *
     * @param requestId the position of the request to capture it; 0 if there is none
     */
    private Outcome capture(Order order, PaymentAuthorized payment, Money amount, int requestId) {
        if (amount.amount() == 0) {
            return captureNothing(order, payment);
        }
        var key = captureKey(order.id(), requestId);
        return switch (provider.capture(new PaymentProvider.Capture(key, amount, payment.reference()))) {
            case CaptureOutcome.Captured(var captured) -> captured(order, payment, captured);
            case CaptureOutcome.Refused(var reason) -> decide(order, now -> now.status() == OrderStatus.CAPTURE_PENDING
                    && now.captureId() == requestId
                            ? Decision.add(new CaptureFailed(reason), failed -> Outcome.CAPTURE_FAILED)
                            : Decision.leave(other -> Outcome.NOTHING_TO_DO));
            case CaptureOutcome.NoAnswer() -> throw noAnswerToCapture(order);
        };
    }

    private Outcome captureNothing(Order order, PaymentAuthorized payment) {
        return switch (provider.release(attemptOf(order, payment.attempt()))) {
            case AbandonOutcome.Abandoned() -> captured(
                    order, payment, new Money(0, payment.amount().currency()));
            case AbandonOutcome.AlreadyCaptured captured -> captured(order, payment, payment.amount());
            case AbandonOutcome.AlreadyAuthorized unchanged -> throw noAnswerToCapture(order);
            case AbandonOutcome.Processing() -> throw noAnswerToCapture(order);
            case AbandonOutcome.NoAnswer() -> throw noAnswerToCapture(order);
        };
    }

    private static IllegalStateException noAnswerToCapture(Order order) {
        return new IllegalStateException("No answer from the payment provider to the capture of " + order.id());
    }

    private Outcome captured(Order order, PaymentAuthorized payment, Money amount) {
        var charge = new ChargeRecord(payment.attempt(), amount, cartOrders::isReplaced);
        return decide(order, now -> charge.captured(now, payment.reference()));
    }

    /** Records that an authorization has ended, or that the payment was captured in the provider's dashboard. */
    private Outcome checkAuthorization(Order order, PaymentAuthorized payment) {
        return switch (provider.lookUp(attemptOf(order, payment.attempt()))) {
            case ChargeOutcome.Captured captured -> capture(order, payment, payment.amount(), order.captureId());
            case ChargeOutcome.Declined(var reason) -> decide(order, now -> now.status() == OrderStatus.AUTHORIZED
                    ? Decision.add(new CaptureFailed(reason), ended -> Outcome.CAPTURE_FAILED)
                    : Decision.leave(other -> Outcome.NOTHING_TO_DO));
            case ChargeOutcome.Authorized unchanged -> Outcome.NOTHING_TO_DO;
            case ChargeOutcome.ActionRequired unchanged -> Outcome.NOTHING_TO_DO;
            case ChargeOutcome.Processing() -> Outcome.NOTHING_TO_DO;
            case ChargeOutcome.NotCharged() -> Outcome.NOTHING_TO_DO;
            case ChargeOutcome.NoAnswer() -> throw new IllegalStateException(
                    "No answer from the payment provider about the payment of " + order.id());
        };
    }

    /** @param order the order before the charge; the facts depend on its state when they are appended */
    private Outcome record(Order order, int attempt, ChargeOutcome answer, Delivery delivery) {
        var charge = new ChargeRecord(attempt, order.placed().total(), cartOrders::isReplaced);
        return switch (answer) {
            case ChargeOutcome.Captured(var reference) ->
                    paid(order, delivery, decide(order, now -> charge.captured(now, reference)));
            case ChargeOutcome.Authorized authorized ->
                    paid(order, delivery, decide(order, now -> charge.authorized(now, authorized)));
            case ChargeOutcome.Declined(var reason) -> {
                var hold = holds.declined(order, charge.attempt());
                yield decide(order, now -> charge.declined(now, reason, hold));
            }
            case ChargeOutcome.ActionRequired action -> {
                var hold = holds.undecided(order);
                yield decide(order, now -> charge.actionRequired(now, action, hold));
            }
            // Not counted against the caller, who has done everything: a payment that succeeds must not find its hold ended.
            case ChargeOutcome.Processing() -> Outcome.PROCESSING;
            case ChargeOutcome.NotCharged() -> Outcome.NOTHING_TO_DO;
            case ChargeOutcome.NoAnswer() -> {
                var limit = holds.undecided(order).exceeded().orElseThrow(() -> new IllegalStateException(
                        "No answer from the payment provider to the charge of " + order.id()));
                yield decide(order, now -> charge.unanswered(now, limit));
            }
        };
    }

    private Outcome paid(Order order, Delivery delivery, Outcome outcome) {
        // An order that is paid immediately was never counted, and costs no read.
        if (delivery == Delivery.REPEATED || UnpaidHolds.wasRefused(order)) {
            holds.end(order);
        }
        if (outcome == Outcome.CAPTURED || outcome == Outcome.AUTHORIZED) {
            paid.accept(order);
        }
        return outcome;
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

    /** @throws IllegalStateException once the others are paid, if the provider did not answer to one */
    private Outcome refund(OrderId id, Captured money, List<Refund> pending) {
        var outcomes = pending.stream().map(refund -> refund(id, money, refund)).toList();
        if (outcomes.stream().anyMatch(Optional::isEmpty)) {
            throw new IllegalStateException("No answer from the payment provider to a refund of " + id);
        }
        return outcomes.getLast().orElseThrow();
    }

    /** @return empty if the provider did not answer */
    private Optional<Outcome> refund(OrderId id, Captured money, Refund refund) {
        if (refund.amount().amount() == 0) {
            return Optional.of(record(
                    id, refund, new Refunded(refund.amount(), NOTHING_CHARGED, refund.id()), Outcome.REFUNDED));
        }
        if (money.reference().equals(CaptureSettled.REFERENCE)) {
            return Optional.of(record(
                    id, refund, new RefundFailed(refund.id(), "not_paid_by_provider"), Outcome.REFUND_FAILED));
        }
        var asked = new PaymentProvider.Refund(refundKey(id, refund), refund.amount(), money.reference());
        return switch (provider.refund(asked)) {
            case RefundOutcome.Refunded(var reference) -> Optional.of(record(
                    id, refund, new Refunded(refund.amount(), reference, refund.id()), Outcome.REFUNDED));
            case RefundOutcome.Refused(var reason) -> Optional.of(record(
                    id, refund, new RefundFailed(refund.id(), reason), Outcome.REFUND_FAILED));
            case RefundOutcome.NoAnswer() -> Optional.empty();
        };
    }

    /** Records an answer unless one to the same attempt is recorded. A payment is recorded even after a refusal. */
    private Outcome record(OrderId id, Refund refund, Fact answer, Outcome outcome) {
        return log.<Outcome> decide(id, order -> {
            var now = order.refunds().stream().filter(other -> other.id() == refund.id()).findFirst().orElseThrow();
            var isOpen = now.status() == Refund.Status.PENDING
                    || now.status() == Refund.Status.FAILED && answer instanceof Refunded;
            return isOpen && now.attempt() == refund.attempt()
                    ? Decision.add(answer, done -> outcome)
                    : Decision.leave(other -> Outcome.NOTHING_TO_DO);
        }).orElseThrow();
    }

    /**
     * The idempotency key of a refund: each attempt has its own, because a provider repeats its answer to a key. The first
     * attempt to refund all that was left has a key without a position.
     */
    static String refundKey(OrderId id, Refund refund) {
        return refund.isWhole() && refund.attempt() == refund.id() ? id + "/refund"
                : id + "/refund/" + refund.attempt();
    }

    /** The idempotency key of a capture: each request has its own, because a provider repeats its answer to a key. */
    static String captureKey(OrderId id, int requestId) {
        return id + "/capture/" + requestId;
    }

    /** The idempotency key of an attempt. */
    static String chargeKey(OrderId id, int attempt) {
        return id + "/" + attempt;
    }
}
