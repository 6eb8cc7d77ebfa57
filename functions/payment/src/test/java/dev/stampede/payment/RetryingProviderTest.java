package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.Charge;
import dev.stampede.payment.PaymentProvider.CaptureOutcome;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.Refund;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryingProviderTest {

    private static final Charge CHARGE = new Charge("order/0", new Money(100, "EUR"), "tok_approve");
    private static final PaymentProvider.Attempt ATTEMPT = new PaymentProvider.Attempt("order/0",
            new Money(100, "EUR"));
    private static final Refund REFUND = new Refund("order/refund", new Money(100, "EUR"), "charge");

    private final ScriptedProvider scripted = new ScriptedProvider();
    private final List<Duration> pauses = new ArrayList<>();
    private final RetryingProvider provider = new RetryingProvider(scripted, pauses::add, new Random(1));

    @Test
    void charge_answeredAtOnce_shouldNotAskAgain() {
        assertThat(provider.charge(CHARGE)).isEqualTo(new ChargeOutcome.Captured("charge"));
        assertThat(scripted.calls).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void charge_unansweredTwice_shouldAskThreeTimesWithGrowingShortPauses() {
        scripted.unanswered = 2;

        assertThat(provider.charge(CHARGE)).isEqualTo(new ChargeOutcome.Captured("charge"));
        assertThat(scripted.calls).isEqualTo(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void anyCall_neverAnswered_shouldGiveUpAfterThreeTries() {
        scripted.unanswered = Integer.MAX_VALUE;

        assertThat(provider.charge(CHARGE)).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(provider.lookUp(ATTEMPT)).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(provider.abandon(ATTEMPT)).isEqualTo(new AbandonOutcome.NoAnswer());
        assertThat(provider.refund(REFUND)).isEqualTo(new RefundOutcome.NoAnswer());
        assertThat(scripted.calls).isEqualTo(12);
    }

    @Test
    void otherCalls_unansweredOnce_shouldAskAgain() {
        scripted.unanswered = 1;
        assertThat(provider.lookUp(ATTEMPT)).isEqualTo(new ChargeOutcome.Processing());

        scripted.unanswered = 1;
        assertThat(provider.abandon(ATTEMPT)).isEqualTo(new AbandonOutcome.Abandoned());

        scripted.unanswered = 1;
        assertThat(provider.refund(REFUND)).isEqualTo(new RefundOutcome.Refunded("refund"));

        scripted.unanswered = 1;
        assertThat(provider.release(ATTEMPT)).isEqualTo(new AbandonOutcome.Abandoned());

        scripted.unanswered = 1;
        assertThat(provider.capture(new PaymentProvider.Capture("order/capture/3", ATTEMPT.amount(), "charge")))
                .isEqualTo(new CaptureOutcome.Captured(ATTEMPT.amount()));
        assertThat(scripted.calls).isEqualTo(10);
    }

    /** Does not answer the next calls, then accepts all. */
    private static final class ScriptedProvider implements PaymentProvider {

        int unanswered;
        int calls;

        @Override
        public ChargeOutcome charge(Charge charge) {
            return isUnanswered() ? new ChargeOutcome.NoAnswer() : new ChargeOutcome.Captured("charge");
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            return isUnanswered() ? new ChargeOutcome.NoAnswer() : new ChargeOutcome.Processing();
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            return Optional.empty();
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            return List.of();
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            return isUnanswered() ? new AbandonOutcome.NoAnswer() : new AbandonOutcome.Abandoned();
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            return isUnanswered() ? new AbandonOutcome.NoAnswer() : new AbandonOutcome.Abandoned();
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            return isUnanswered() ? new CaptureOutcome.NoAnswer() : new CaptureOutcome.Captured(capture.amount());
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            return isUnanswered() ? new RefundOutcome.NoAnswer() : new RefundOutcome.Refunded("refund");
        }

        private boolean isUnanswered() {
            calls++;
            return unanswered-- > 0;
        }
    }
}
