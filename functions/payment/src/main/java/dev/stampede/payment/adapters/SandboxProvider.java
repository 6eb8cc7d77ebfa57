package dev.stampede.payment.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.payment.PaymentProvider;
import dev.stampede.payment.adapters.SandboxLedger.Entry;
import dev.stampede.payment.adapters.SandboxLedger.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A payment provider for development and tests that moves no money. The token determines the outcome:
 *
 * <pre>
 * tok_approve             captured
 * tok_decline             declined, card_declined
 * tok_insufficient_funds  declined, insufficient_funds
 * tok_action              the customer must confirm, on a page of the sandbox
 * tok_processing          processing; captured after 10 seconds
 * tok_processing_slow     processing; captured after 20 minutes
 * tok_refund_fails        captured; the first refund is refused, insufficient_balance
 * tok_capture_fails       captured, or if it is authorized, the first capture is refused, card_declined
 * tok_authorized_briefly  captured, or authorized for 10 seconds instead of 7 days
 * tok_timeout             captured, but the first answer is lost
 * tok_down                no answer to the first two calls of a key, then captured
 * tok_outage              no answer
 * any other               declined, invalid_token
 * </pre>
 *
 * <p>A payment that is captured by hand is authorized instead of captured.
 *
 * <p>Thread-safe.
 */
public final class SandboxProvider implements PaymentProvider {

    private static final String REFUND_FAILS = "refund_fails";
    private static final String CAPTURE_FAILS = "capture_fails";
    private static final int CALLS_UNANSWERED_WHEN_DOWN = 2;

    private final SandboxLedger ledger;
    private final UnaryOperator<String> confirmationUrl;

    /** @param confirmationUrl where a charge is confirmed, by its key */
    public SandboxProvider(SandboxLedger ledger, UnaryOperator<String> confirmationUrl) {
        this.ledger = ledger;
        this.confirmationUrl = confirmationUrl;
    }

    @Override
    public ChargeOutcome charge(Charge charge) {
        return switch (charge.token()) {
            case "tok_approve" -> succeed(charge, "");
            case "tok_decline" -> answer(charge, Outcome.DECLINED, "card_declined");
            case "tok_insufficient_funds" -> answer(charge, Outcome.DECLINED, "insufficient_funds");
            case "tok_action" -> answer(charge, Outcome.ACTION_REQUIRED, confirmationUrl.apply(charge.key()));
            case "tok_refund_fails" -> succeed(charge, REFUND_FAILS);
            case "tok_capture_fails" -> succeed(charge, CAPTURE_FAILS);
            case "tok_authorized_briefly" -> succeed(charge, SandboxLedger.BRIEF);
            case "tok_processing" -> answer(charge, Outcome.PROCESSING, "");
            case "tok_processing_slow" -> answer(charge, Outcome.PROCESSING, SandboxLedger.SLOW);
            case "tok_timeout" -> succeedAndLoseFirstAnswer(charge);
            case "tok_down" -> ledger.countCall(charge.key()) <= CALLS_UNANSWERED_WHEN_DOWN
                    ? new ChargeOutcome.NoAnswer()
                    : succeed(charge, "");
            case "tok_outage" -> new ChargeOutcome.NoAnswer();
            default -> answer(charge, Outcome.DECLINED, "invalid_token");
        };
    }

    @Override
    public ChargeOutcome lookUp(Attempt attempt) {
        return ledger.find(attempt.key()).map(SandboxProvider::outcome).orElseGet(ChargeOutcome.NotCharged::new);
    }

    @Override
    public AbandonOutcome abandon(Attempt attempt) {
        return abandoned(ledger.abandon(attempt.key(), attempt.amount()));
    }

    @Override
    public AbandonOutcome release(Attempt attempt) {
        return abandoned(ledger.release(attempt.key(), attempt.amount()));
    }

    @Override
    public CaptureOutcome capture(Capture capture) {
        var key = SandboxLedger.keyOf(capture.reference());
        var charge = ledger.find(key);
        if (charge.isEmpty()) {
            return new CaptureOutcome.Refused("no_such_charge");
        }
        var isAuthorized = charge.get().outcome() == Outcome.AUTHORIZED;
        if (isAuthorized && capture.amount().amount() > charge.get().amount().amount()) {
            return new CaptureOutcome.Refused("amount_too_large");
        }
        if (isAuthorized && charge.get().detail().equals(CAPTURE_FAILS)
                && ledger.firstCapture(key, capture.key()).equals(capture.key())) {
            return new CaptureOutcome.Refused("card_declined");
        }
        var captured = ledger.capture(key, capture.amount());
        return captured.outcome() == Outcome.CAPTURED
                ? new CaptureOutcome.Captured(new Money(captured.captured(), captured.amount().currency()))
                : new CaptureOutcome.Refused(reason(captured));
    }

    private static AbandonOutcome abandoned(Entry entry) {
        return switch (entry.outcome()) {
            case CAPTURED -> new AbandonOutcome.AlreadyCaptured(entry.reference());
            case AUTHORIZED -> new AbandonOutcome.AlreadyAuthorized(entry.reference(), entry.captureBefore());
            case PROCESSING -> new AbandonOutcome.Processing();
            case DECLINED, ABANDONED, ACTION_REQUIRED, REFUNDED -> new AbandonOutcome.Abandoned();
        };
    }

    @Override
    public Optional<OrderId> orderOf(String payment) {
        var key = SandboxLedger.keyOf(payment);
        return ledger.find(key).map(entry -> new OrderId(key.substring(0, key.indexOf('/'))));
    }

    /** The sandbox has no bank that disputes. */
    @Override
    public List<PaymentReported> reports(String chargeReference) {
        var charge = ledger.find(SandboxLedger.keyOf(chargeReference)).orElseThrow();
        return IntStream.range(0, charge.dashboard().size())
                .mapToObj(index -> new PaymentReported(
                        Report.REFUNDED, chargeReference + "/dashboard/" + index,
                        new Money(charge.dashboard().get(index), charge.amount().currency()), null))
                .toList();
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        var made = ledger.find(refund.key());
        if (made.isPresent()) {
            return outcome(made.get(), refund);
        }
        var charge = ledger.find(SandboxLedger.keyOf(refund.chargeReference()));
        if (charge.isEmpty() || charge.get().outcome() != Outcome.CAPTURED) {
            return new RefundOutcome.Refused("no_such_charge");
        }
        if (charge.get().detail().equals(REFUND_FAILS)
                && ledger.firstRefund(charge.get().key(), refund.key()).equals(refund.key())) {
            return outcome(
                    ledger.enter(refund.key(), refund.amount(), Outcome.DECLINED, "insufficient_balance"), refund);
        }
        if (refund.amount().amount() > charge.get().captured() - charge.get().refunded()) {
            return new RefundOutcome.Refused("charge_already_refunded");
        }
        return ledger.refund(refund.key(), refund.amount(), charge.get())
                ? new RefundOutcome.Refunded(SandboxLedger.reference(refund.key()))
                : new RefundOutcome.NoAnswer();
    }

    private static RefundOutcome outcome(Entry entry, Refund refund) {
        requireSameAmount(entry, refund.amount());
        return entry.outcome() == Outcome.DECLINED
                ? new RefundOutcome.Refused(entry.detail())
                : new RefundOutcome.Refunded(entry.reference());
    }

    private ChargeOutcome succeed(Charge charge, String detail) {
        return answer(charge, Entry.success(charge.method()), detail);
    }

    private ChargeOutcome answer(Charge charge, Outcome outcome, String detail) {
        return outcome(ledger.enter(charge.key(), charge.amount(), outcome, detail, charge.method()), charge);
    }

    private ChargeOutcome succeedAndLoseFirstAnswer(Charge charge) {
        return ledger.succeed(charge.key(), charge.amount(), charge.method())
                .map(earlier -> outcome(earlier, charge))
                .orElseGet(ChargeOutcome.NoAnswer::new);
    }

    private static ChargeOutcome outcome(Entry entry, Charge charge) {
        requireSameAmount(entry, charge.amount());
        return outcome(entry);
    }

    private static ChargeOutcome outcome(Entry entry) {
        return switch (entry.outcome()) {
            case CAPTURED -> new ChargeOutcome.Captured(entry.reference());
            case AUTHORIZED -> new ChargeOutcome.Authorized(entry.reference(), entry.captureBefore());
            case DECLINED -> new ChargeOutcome.Declined(entry.detail());
            case ACTION_REQUIRED -> new ChargeOutcome.ActionRequired(entry.detail(), null);
            case PROCESSING -> new ChargeOutcome.Processing();
            case ABANDONED -> new ChargeOutcome.Declined(reason(entry));
            case REFUNDED -> throw new IllegalArgumentException("The key of a charge was used for a refund");
        };
    }

    /** Why an abandoned charge is so: an authorization can have ended by itself. */
    private static String reason(Entry entry) {
        return entry.detail().equals(SandboxLedger.EXPIRED) ? entry.detail() : "abandoned";
    }

    private static void requireSameAmount(Entry entry, Money amount) {
        if (!entry.amount().equals(amount)) {
            throw new IllegalArgumentException("The key " + entry.key() + " was used for a different amount");
        }
    }
}
