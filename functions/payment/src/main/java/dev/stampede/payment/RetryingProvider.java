package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Retries calls that get no answer, up to three attempts. The pauses are short because Lambda charges for duration; longer
 * outages are covered by the queue's retries.
 */
final class RetryingProvider implements PaymentProvider {

    static final int TRIES = 3;

    private static final long FIRST_PAUSE_MILLIS = 100;

    private final PaymentProvider provider;
    private final Pause pause;
    private final RandomGenerator random;

    RetryingProvider(PaymentProvider provider, Pause pause, RandomGenerator random) {
        this.provider = provider;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public ChargeOutcome charge(Charge charge) {
        return answered(() -> provider.charge(charge), ChargeOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public ChargeOutcome lookUp(Attempt attempt) {
        return answered(() -> provider.lookUp(attempt), ChargeOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public AbandonOutcome abandon(Attempt attempt) {
        return answered(() -> provider.abandon(attempt), AbandonOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public AbandonOutcome release(Attempt attempt) {
        return answered(() -> provider.release(attempt), AbandonOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public CaptureOutcome capture(Capture capture) {
        return answered(() -> provider.capture(capture), CaptureOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public Optional<OrderId> orderOf(String payment) {
        return provider.orderOf(payment);
    }

    @Override
    public List<PaymentReported> reports(String chargeReference) {
        return provider.reports(chargeReference);
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        return answered(() -> provider.refund(refund), RefundOutcome.NoAnswer.class::isInstance);
    }

    private <T> T answered(Supplier<T> call, Predicate<T> isUnanswered) {
        var outcome = call.get();
        for (var tried = 1; tried < TRIES && isUnanswered.test(outcome); tried++) {
            pause.of(pauseAfter(tried));
            outcome = call.get();
        }
        return outcome;
    }

    /** Doubles with each attempt; half of it is random, so that concurrent callers do not retry at the same time. */
    private Duration pauseAfter(int tried) {
        var longest = FIRST_PAUSE_MILLIS << tried - 1;
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
