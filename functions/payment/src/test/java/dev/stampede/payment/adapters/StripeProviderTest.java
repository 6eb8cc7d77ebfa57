package dev.stampede.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.local.stripe.StripeStandIn;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.Attempt;
import dev.stampede.payment.PaymentProvider.Capture;
import dev.stampede.payment.PaymentProvider.CaptureMethod;
import dev.stampede.payment.PaymentProvider.CaptureOutcome;
import dev.stampede.payment.PaymentProvider.Charge;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.Refund;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Stripe does; the rest is in {@code ProviderScenariosTest}. */
class StripeProviderTest {

    private static final String ORDER = Orders.id("1").value();
    private static final Money TOTAL = new Money(2000, "EUR");
    private static final Attempt ATTEMPT = new Attempt(ORDER + "/0", TOTAL);

    private final StripeStandIn stripe = StripeStandIn.start(TestEnvironment.CLOCK);
    private final StripeProvider provider = (StripeProvider) StripeFixture.provider(stripe);

    @AfterEach
    void stop() {
        assertThat(stripe.violations()).isEmpty();
        stripe.close();
    }

    @Test
    void charge_shouldNameTheOrderAndTheShopAndAllowNoRedirects() {
        provider.charge(charge("pm_card_visa"));

        var intent = stripe.intent(ORDER, 0).orElseThrow();
        assertThat(intent.path("amount").asLong()).isEqualTo(2000);
        assertThat(intent.path("currency").asText()).isEqualTo("eur");
        assertThat(intent.path("capture_method").asText()).isEqualTo("automatic");
    }

    @ParameterizedTest
    @CsvSource({"EUR, 2000", "JPY, 2000", "ISK, 200000", "UGX, 200000"})
    void charge_shouldBeInStripesMinorUnits(String currency, long amount) {
        var total = new Money(2000, currency);

        assertThat(provider.charge(new Charge(ATTEMPT.key(), total, "pm_card_visa")))
                .isInstanceOfSatisfying(ChargeOutcome.Captured.class, captured -> {
                    provider.refund(new Refund(ORDER + "/refund", new Money(500, currency), captured.reference()));
                    stripe.refundInDashboard(captured.reference(), amount / 4);
                    assertThat(provider.reports(captured.reference())).singleElement()
                            .satisfies(report -> assertThat(report.amount()).isEqualTo(new Money(500, currency)));
                });

        assertThat(stripe.balance()).isEqualTo(amount / 2);
    }

    @Test
    void charge_thatNeedsTheCustomer_shouldReturnTheClientSecret() {
        assertThat(provider.charge(charge("pm_card_authenticationRequired")))
                .isInstanceOfSatisfying(ChargeOutcome.ActionRequired.class, action -> {
                    assertThat(action.url()).isNull();
                    assertThat(action.clientSecret()).contains("_secret_");
                });
    }

    @Test
    void charge_tokenOfAnotherProvider_shouldBeDeclinedAndCancelled() {
        assertThat(provider.charge(charge("tok_approve"))).isEqualTo(new ChargeOutcome.Declined("invalid_token"));
        assertThat(stripe.intent(ORDER, 0).orElseThrow().path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void charge_andAbandonAtOnce_shouldAgreeOnWhoWasFirst() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var attempt = new Attempt(Orders.id("order-" + n) + "/0", TOTAL);
                var charge = CompletableFuture.supplyAsync(
                        () -> provider.charge(new Charge(attempt.key(), TOTAL, "pm_card_visa")), threads);
                var abandon = CompletableFuture.supplyAsync(() -> provider.abandon(attempt), threads);

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
                            () -> provider.charge(charge("pm_card_visa")), threads))
                    .toList();
            assertThat(charges.stream().map(CompletableFuture::join).distinct()).singleElement()
                    .isInstanceOf(ChargeOutcome.Captured.class);
        }
        assertThat(stripe.balance()).isEqualTo(2000);
    }

    @Test
    void lookUp_byTheReferenceOfACallback_shouldReadThatPaymentIntent() {
        var captured = (ChargeOutcome.Captured) provider.charge(charge("pm_card_visa"));

        assertThat(provider.lookUp(new Attempt(ATTEMPT.key(), TOTAL, captured.reference(), CaptureMethod.AUTOMATIC)))
                .isEqualTo(captured);
        assertThat(provider.orderOf(captured.reference())).contains(Orders.id("1"));
    }

    // ---------------------------------------------------------------- authorize and capture

    private static final Attempt MANUAL = new Attempt(ATTEMPT.key(), TOTAL, null, CaptureMethod.MANUAL);

    private ChargeOutcome.Authorized authorized() {
        return (ChargeOutcome.Authorized) provider.charge(
                new Charge(ATTEMPT.key(), TOTAL, "pm_card_visa", CaptureMethod.MANUAL));
    }

    private static Capture capture(ChargeOutcome.Authorized payment, long amount) {
        return new Capture(ORDER + "/capture/3", new Money(amount, "EUR"), payment.reference());
    }

    @Test
    void charge_toBeCapturedLater_shouldTellWhenTheAuthorizationEnds() {
        var payment = authorized();

        assertThat(payment.captureBefore()).isEqualTo(TestEnvironment.NOW.plus(Duration.ofDays(7)));
        assertThat(authorized()).isEqualTo(payment);
        assertThat(provider.lookUp(MANUAL)).isEqualTo(payment);
        assertThat(provider.abandon(MANUAL)).isEqualTo(
                new AbandonOutcome.AlreadyAuthorized(payment.reference(), payment.captureBefore()));
        assertThat(stripe.balance()).isZero();
    }

    @Test
    void capture_whoseAnswerIsLost_shouldBeMadeOnce() {
        var payment = authorized();
        var capture = capture(payment, 1500);

        stripe.loseAnswer("/capture");
        assertThat(provider.capture(capture)).isEqualTo(new CaptureOutcome.NoAnswer());

        assertThat(provider.capture(capture)).isEqualTo(new CaptureOutcome.Captured(new Money(1500, "EUR")));
        assertThat(provider.lookUp(MANUAL)).isEqualTo(new ChargeOutcome.Captured(payment.reference()));
        assertThat(provider.release(MANUAL)).isEqualTo(new AbandonOutcome.AlreadyCaptured(payment.reference()));
        assertThat(stripe.balance()).isEqualTo(1500);
    }

    @Test
    void capture_ofWhatWasCapturedInTheDashboard_shouldTellHowMuch() {
        var payment = authorized();
        stripe.captureInDashboard(payment.reference(), 700);

        assertThat(provider.capture(capture(payment, 2000)))
                .isEqualTo(new CaptureOutcome.Captured(new Money(700, "EUR")));
        assertThat(stripe.balance()).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 2000", "ISK, 200000"})
    void capture_shouldBeInStripesMinorUnits(String currency, long amount) {
        var total = new Money(2000, currency);
        var payment = (ChargeOutcome.Authorized) provider.charge(
                new Charge(ATTEMPT.key(), total, "pm_card_visa", CaptureMethod.MANUAL));

        assertThat(provider.capture(new Capture("key", total, payment.reference())))
                .isEqualTo(new CaptureOutcome.Captured(total));
        assertThat(stripe.balance()).isEqualTo(amount);
    }

    @Test
    void capture_thatTheBankRefuses_shouldTellWhy() {
        var payment = authorized();
        stripe.refuseCapture(payment.reference());

        assertThat(provider.capture(capture(payment, 2000)))
                .isEqualTo(new CaptureOutcome.Refused("generic_decline"));
    }

    @Test
    void capture_afterTheAuthorizationEnded_shouldBeRefused() {
        var payment = authorized();
        stripe.endAuthorization(payment.reference());

        assertThat(provider.capture(capture(payment, 2000)))
                .isEqualTo(new CaptureOutcome.Refused("authorization_expired"));
        assertThat(provider.lookUp(MANUAL)).isEqualTo(new ChargeOutcome.Declined("authorization_expired"));
    }

    @Test
    void release_byTheReference_shouldVoidThatPaymentIntent() {
        var payment = authorized();

        assertThat(provider.release(new Attempt("forgotten/0", TOTAL, payment.reference(), CaptureMethod.MANUAL)))
                .isEqualTo(new AbandonOutcome.Abandoned());
        assertThat(provider.lookUp(MANUAL)).isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void anyCall_withoutAnAnswer_shouldSaySo() {
        var away = new StripeProvider("http://localhost:1", StripeFixture.secrets(stripe), "");

        assertThat(away.charge(charge("pm_card_visa"))).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(away.lookUp(ATTEMPT)).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(away.abandon(ATTEMPT)).isEqualTo(new AbandonOutcome.NoAnswer());
        assertThat(away.refund(new Refund("key", TOTAL, "pi_1"))).isEqualTo(new RefundOutcome.NoAnswer());
        assertThat(away.release(ATTEMPT)).isEqualTo(new AbandonOutcome.NoAnswer());
        assertThat(away.capture(new Capture("key", TOTAL, "pi_1"))).isEqualTo(new CaptureOutcome.NoAnswer());
    }

    @Test
    void refund_whoseAnswerIsLost_shouldBeMadeOnce() {
        var captured = (ChargeOutcome.Captured) provider.charge(charge("pm_card_visa"));
        var refund = new Refund(ORDER + "/refund", new Money(500, "EUR"), captured.reference());

        stripe.loseAnswer("/refunds");
        assertThat(provider.refund(refund)).isEqualTo(new RefundOutcome.NoAnswer());
        var made = provider.refund(refund);

        assertThat(made).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(provider.refund(refund)).isEqualTo(made);
        assertThat(stripe.balance()).isEqualTo(1500);
    }

    @Test
    void reports_shouldBeWhatTheStoreDidNotAskFor() {
        var captured = (ChargeOutcome.Captured) provider.charge(charge("pm_card_visa"));
        provider.refund(new Refund(ORDER + "/refund", new Money(300, "EUR"), captured.reference()));
        assertThat(provider.reports(captured.reference())).isEmpty();

        var refund = stripe.refundInDashboard(captured.reference(), 500);
        var dispute = stripe.dispute(captured.reference());
        assertThat(provider.reports(captured.reference())).containsExactly(
                new PaymentReported(Report.REFUNDED, refund, new Money(500, "EUR"), null),
                new PaymentReported(Report.DISPUTED, dispute, TOTAL, "fraudulent"));

        stripe.closeDispute(dispute, false);
        assertThat(provider.reports(captured.reference())).endsWith(
                new PaymentReported(Report.DISPUTE_LOST, dispute, TOTAL, "fraudulent"));
    }

    @Test
    void rotatedKey_shouldBeReadAgainWithoutANewProvider() {
        var reads = new AtomicInteger();
        var clock = new Clock[] {TestEnvironment.CLOCK};
        var secrets = new StripeSecrets(() -> {
            reads.incrementAndGet();
            return stripe.secret();
        }, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock[0].instant();
            }
        });
        var rotating = new StripeProvider(stripe.url().toString(), secrets, "");
        rotating.charge(charge("pm_card_visa"));
        rotating.lookUp(ATTEMPT);
        assertThat(reads).hasValue(1);

        stripe.rotate("sk_new", "whsec_new");
        clock[0] = Clock.offset(TestEnvironment.CLOCK, Duration.ofSeconds(11));

        assertThat(rotating.charge(charge("pm_card_visa"))).isInstanceOf(ChargeOutcome.Captured.class);
        assertThat(reads).hasValue(2);
        clock[0] = Clock.offset(TestEnvironment.CLOCK, Duration.ofSeconds(11).plus(StripeSecrets.REMEMBERED));
        rotating.lookUp(ATTEMPT);
        assertThat(reads).hasValue(3);
    }

    @Test
    void wrongKey_shouldFailAndNotBeShown() {
        var wrong = new StripeSecrets(
                () -> "{\"apiKey\": \"sk_test_wrong\", \"webhookSecrets\": []}", TestEnvironment.CLOCK);

        assertThatIllegalStateException()
                .isThrownBy(() -> new StripeProvider(stripe.url().toString(), wrong, "").charge(charge("pm_card_visa")))
                .withMessage("Stripe does not accept the API key");
        assertThat(wrong.current().toString()).doesNotContain("sk_test_wrong");
    }

    @Test
    void malformedSecret_shouldFailWithoutShowingIt() {
        var malformed = new StripeSecrets(() -> "sk_live_secret", TestEnvironment.CLOCK);

        assertThatIllegalStateException().isThrownBy(malformed::current)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("sk_live_secret"))
                .withNoCause();
    }

    private static Charge charge(String token) {
        return new Charge(ATTEMPT.key(), TOTAL, token);
    }
}
