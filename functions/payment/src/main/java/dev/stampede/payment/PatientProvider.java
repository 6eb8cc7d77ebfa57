package dev.stampede.payment;

import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A provider that is asked up to three times when it does not answer. The pauses are short, because a function is paid for
 * by time: whatever lasts longer is for the queue to bridge.
 */
final class PatientProvider implements PaymentProvider {

    static final int TRIES = 3;

    private static final long FIRST_PAUSE_MILLIS = 100;

    private final PaymentProvider provider;
    private final Pause pause;
    private final RandomGenerator random;

    PatientProvider(PaymentProvider provider, Pause pause, RandomGenerator random) {
        this.provider = provider;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public ChargeOutcome charge(Charge charge) {
        return answered(() -> provider.charge(charge), ChargeOutcome.NoAnswer.class::isInstance);
    }

    @Override
    public AbandonOutcome abandon(String chargeKey) {
        return answered(() -> provider.abandon(chargeKey), AbandonOutcome.NoAnswer.class::isInstance);
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

    /** Doubles with each try; half of it is chance, so that many callers do not come back at once. */
    private Duration pauseAfter(int tried) {
        var longest = FIRST_PAUSE_MILLIS << tried - 1;
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
