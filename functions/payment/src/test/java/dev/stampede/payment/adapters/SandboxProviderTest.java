package dev.stampede.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.payment.PaymentTables;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.Attempt;
import dev.stampede.payment.PaymentProvider.Charge;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.Refund;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.SandboxBank.Confirmation;
import dev.stampede.payment.SandboxBank.State;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxProviderTest {

    private static final Money TOTAL = new Money(2000, "EUR");

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    private final SandboxLedger ledger = ledger(TestEnvironment.CLOCK);
    private final SandboxProvider provider = provider(ledger);

    @Test
    void charge_approve_shouldCaptureOnceHoweverOftenItIsAsked() {
        var first = provider.charge(charge("order/0", "tok_approve"));

        assertThat(first).isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
        assertThat(provider.charge(charge("order/0", "tok_approve"))).isEqualTo(first);
        assertThat(entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
            "tok_decline, card_declined",
            "tok_insufficient_funds, insufficient_funds",
            "tok_unheard_of, invalid_token"
    })
    void charge_declinedToken_shouldSayWhyEachTime(String token, String reason) {
        assertThat(provider.charge(charge("order/0", token))).isEqualTo(new ChargeOutcome.Declined(reason));
        assertThat(provider.charge(charge("order/0", token))).isEqualTo(new ChargeOutcome.Declined(reason));
    }

    @Test
    void charge_action_shouldSayWhereToConfirmEachTime() {
        var action = new ChargeOutcome.ActionRequired("https://sandbox.example.com/confirm/order/0", null);

        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(action);
        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(action);
    }

    @Test
    void charge_timeout_shouldCaptureAndLoseTheFirstAnswerOnly() {
        assertThat(provider.charge(charge("order/0", "tok_timeout"))).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(entries()).isEqualTo(1);
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @Test
    void charge_down_shouldAnswerFromTheThirdCallOfEachKeyOn() {
        for (var key : new String[] {"order/0", "order/1"}) {
            assertThat(provider.charge(charge(key, "tok_down"))).isEqualTo(new ChargeOutcome.NoAnswer());
            assertThat(provider.charge(charge(key, "tok_down"))).isEqualTo(new ChargeOutcome.NoAnswer());
            assertThat(provider.charge(charge(key, "tok_down")))
                    .isEqualTo(new ChargeOutcome.Captured("sandbox:" + key));
        }
    }

    @Test
    void charge_outage_shouldNeverAnswerNorCapture() {
        for (var call = 0; call < 5; call++) {
            assertThat(provider.charge(charge("order/0", "tok_outage"))).isEqualTo(new ChargeOutcome.NoAnswer());
        }
        assertThat(entries()).isZero();
    }

    @Test
    void charge_keyUsedForAnotherAmount_shouldBeRefused() {
        provider.charge(charge("order/0", "tok_approve"));

        assertThatIllegalArgumentException().isThrownBy(
                () -> provider.charge(new Charge("order/0", new Money(1, "EUR"), "tok_approve")));
    }

    @Test
    void charge_toString_shouldNotShowTheToken() {
        assertThat(charge("order/0", "tok_approve").toString()).doesNotContain("tok_approve");
    }

    @Test
    void abandon_chargeThatWasNeverMade_shouldMakeALaterOneFail() {
        assertThat(provider.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Abandoned());

        assertThat(provider.charge(charge("order/0", "tok_approve")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
        assertThat(provider.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Abandoned());
    }

    @Test
    void abandon_chargeThatWaitsForTheCustomer_shouldEndIt() {
        provider.charge(charge("order/0", "tok_action"));

        assertThat(provider.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Abandoned());
        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void abandon_capturedCharge_shouldComeTooLateAndLeaveIt() {
        provider.charge(charge("order/0", "tok_timeout"));

        assertThat(provider.abandon(attempt("order/0")))
                .isEqualTo(new AbandonOutcome.AlreadyCaptured("sandbox:order/0"));
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @Test
    void abandon_declinedCharge_shouldLeaveTheReasonAsItWas() {
        provider.charge(charge("order/0", "tok_decline"));

        assertThat(provider.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Abandoned());
        assertThat(provider.charge(charge("order/0", "tok_decline")))
                .isEqualTo(new ChargeOutcome.Declined("card_declined"));
    }

    @Test
    void abandon_whileCharging_shouldAgreeWithTheChargeOnWhoWasFirst() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var key = "order/" + n;
                var charge = CompletableFuture.supplyAsync(() -> provider.charge(charge(key, "tok_approve")), threads);
                var abandon = CompletableFuture.supplyAsync(() -> provider.abandon(attempt(key)), threads);

                assertThat(charge.join() instanceof ChargeOutcome.Captured)
                        .isEqualTo(abandon.join() instanceof AbandonOutcome.AlreadyCaptured);
            }
        }
    }

    @Test
    void charge_byManyAtOnce_shouldCaptureOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var charges = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> provider.charge(charge("order/0", "tok_approve")), threads))
                    .toList();

            assertThat(charges.stream().map(CompletableFuture::join).distinct())
                    .containsExactly(new ChargeOutcome.Captured("sandbox:order/0"));
        }
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void refund_capturedCharge_shouldGiveBackOnceHoweverOftenItIsAsked() {
        provider.charge(charge("order/0", "tok_approve"));
        var refund = new Refund("order/refund", TOTAL, "sandbox:order/0");

        assertThat(provider.refund(refund)).isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund"));
        assertThat(provider.refund(refund)).isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund"));
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void refund_ofAChargeWhoseRefundFails_shouldSucceedUnderAnotherKey() {
        provider.charge(charge("order/0", "tok_refund_fails"));
        var refused = new RefundOutcome.Refused("insufficient_balance");

        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0"))).isEqualTo(refused);
        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0"))).isEqualTo(refused);
        assertThat(provider.refund(new Refund("order/refund/5", TOTAL, "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund/5"));
        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0"))).isEqualTo(refused);
    }

    @Test
    void refundInDashboard_shouldBeReportedAndReduceWhatCanBeRefunded() {
        provider.charge(charge("order/0", "tok_approve"));
        assertThat(provider.reports("sandbox:order/0")).isEmpty();

        assertThat(ledger.refundInDashboard("order/0", TOTAL.amount() + 1)).isFalse();
        assertThat(ledger.refundInDashboard("order/1", 1)).isFalse();
        assertThat(ledger.refundInDashboard("order/0", 100)).isTrue();
        assertThat(ledger.refundInDashboard("order/0", 20)).isTrue();
        assertThat(ledger.refundInDashboard("order/0", TOTAL.amount() - 119)).isFalse();

        assertThat(provider.reports("sandbox:order/0")).containsExactly(
                new PaymentReported(Report.REFUNDED, "sandbox:order/0/dashboard/0", new Money(100, "EUR"), null),
                new PaymentReported(Report.REFUNDED, "sandbox:order/0/dashboard/1", new Money(20, "EUR"), null));
        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refused("charge_already_refunded"));
        var left = new Money(TOTAL.amount() - 120, "EUR");
        assertThat(provider.refund(new Refund("order/refund/4", left, "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund/4"));
    }

    @Test
    void charge_thatIsProcessedSlowly_shouldBeCapturedAfterTwentyMinutes() {
        var clock = new AdjustableClock();
        var slow = provider(ledger(clock));
        slow.charge(charge("order/0", "tok_processing_slow"));
        clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(slow.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Processing());

        clock.advance(Duration.ofMillis(1));

        assertThat(slow.lookUp(attempt("order/0"))).isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @Test
    void refund_whatWasNotCaptured_shouldBeRefused() {
        provider.charge(charge("order/0", "tok_decline"));
        provider.charge(charge("order/1", "tok_approve"));

        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refused("no_such_charge"));
        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:unknown/0")))
                .isEqualTo(new RefundOutcome.Refused("no_such_charge"));
        assertThat(provider.refund(new Refund("order/refund", new Money(2001, "EUR"), "sandbox:order/1")))
                .isEqualTo(new RefundOutcome.Refused("charge_already_refunded"));
    }

    @Test
    void refund_partsOfACharge_shouldNeverExceedIt() {
        provider.charge(charge("order/0", "tok_approve"));

        assertThat(provider.refund(new Refund("order/refund/1", new Money(1200, "EUR"), "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund/1"));
        assertThat(provider.refund(new Refund("order/refund/2", new Money(900, "EUR"), "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refused("charge_already_refunded"));
        assertThat(provider.refund(new Refund("order/refund/2", new Money(800, "EUR"), "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund/2"));
    }

    @Test
    void refund_twoPartsAtOnce_shouldNeverExceedTheCharge() {
        provider.charge(charge("order/0", "tok_approve"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var refunds = IntStream.range(0, 6)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> provider.refund(
                                    new Refund("order/refund/" + n, new Money(1200, "EUR"), "sandbox:order/0")),
                            threads))
                    .toList();
            assertThat(refunds.stream().map(CompletableFuture::join)
                    .filter(RefundOutcome.Refunded.class::isInstance)).hasSize(1);
        }
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void lookUp_shouldReturnTheStateAndNeverCharge() {
        assertThat(provider.lookUp(attempt("order/0"))).isEqualTo(new ChargeOutcome.NotCharged());
        assertThat(entries()).isZero();

        provider.charge(charge("order/1", "tok_approve"));
        provider.charge(charge("order/2", "tok_decline"));
        provider.charge(charge("order/3", "tok_processing"));
        provider.abandon(attempt("order/4"));

        assertThat(provider.lookUp(attempt("order/1"))).isEqualTo(new ChargeOutcome.Captured("sandbox:order/1"));
        assertThat(provider.lookUp(attempt("order/2"))).isEqualTo(new ChargeOutcome.Declined("card_declined"));
        assertThat(provider.lookUp(attempt("order/3"))).isEqualTo(new ChargeOutcome.Processing());
        assertThat(provider.lookUp(attempt("order/4"))).isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void processingCharge_afterAWhile_shouldBeCaptured() {
        provider.charge(charge("order/0", "tok_processing"));
        assertThat(provider.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.Processing());

        var later = provider(ledger(Clock.offset(TestEnvironment.CLOCK, SandboxLedger.PROCESSING_TIME)));

        assertThat(later.abandon(attempt("order/0"))).isEqualTo(new AbandonOutcome.AlreadyCaptured("sandbox:order/0"));
        assertThat(provider.lookUp(attempt("order/0"))).isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @ParameterizedTest
    @CsvSource({"true, CONFIRMED", "false, REFUSED"})
    void decide_openCharge_shouldDecideItOnce(boolean isConfirmed, State state) {
        provider.charge(charge("order/0", "tok_action"));
        assertThat(ledger.confirmation("order/0")).contains(new Confirmation(State.OPEN, TOTAL));

        assertThat(ledger.decide("order/0", isConfirmed, Callbacks.ONCE)).contains(new Confirmation(state, TOTAL));
        assertThat(ledger.decide("order/0", !isConfirmed, Callbacks.ONCE)).contains(new Confirmation(state, TOTAL));

        assertThat(provider.lookUp(attempt("order/0"))).isEqualTo(isConfirmed
                ? new ChargeOutcome.Captured("sandbox:order/0")
                : new ChargeOutcome.Declined("authentication_failed"));
    }

    @Test
    void decide_whileTheAttemptIsAbandoned_shouldAgreeWithItOnWhoWasFirst() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var key = "order/" + n;
                provider.charge(charge(key, "tok_action"));
                var decision = CompletableFuture.supplyAsync(
                        () -> ledger.decide(key, true, Callbacks.ONCE).orElseThrow(), threads);
                var abandon = CompletableFuture.supplyAsync(() -> provider.abandon(attempt(key)), threads);

                assertThat(decision.join().state() == State.CONFIRMED)
                        .isEqualTo(abandon.join() instanceof AbandonOutcome.AlreadyCaptured);
            }
        }
    }

    @Test
    void decide_abandonedOrUnknownCharge_shouldChangeNothing() {
        provider.charge(charge("order/0", "tok_action"));
        provider.abandon(attempt("order/0"));

        assertThat(ledger.decide("order/0", true, Callbacks.ONCE)).contains(new Confirmation(State.OVER, TOTAL));
        assertThat(ledger.decide("order/9", true, Callbacks.ONCE)).isEmpty();
        assertThat(entries()).isEqualTo(1);
    }

    private static SandboxLedger ledger(Clock clock) {
        return new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", clock);
    }

    private static SandboxProvider provider(SandboxLedger ledger) {
        return new SandboxProvider(ledger, key -> "https://sandbox.example.com/confirm/" + key);
    }

    private static Attempt attempt(String key) {
        return new Attempt(key, TOTAL);
    }

    private static Charge charge(String key, String token) {
        return new Charge(key, TOTAL, token);
    }

    private static int entries() {
        return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).count();
    }
}
