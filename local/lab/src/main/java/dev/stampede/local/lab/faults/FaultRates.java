package dev.stampede.local.lab.faults;

import java.util.stream.DoubleStream;

/**
 * How often calls go wrong: of a thousand calls that a fault can happen to, {@code 1000 * rate} meet it. A call meets one
 * fault at most.
 *
 * @param throttled   see {@link Fault#THROTTLED}, and so on
 * @param killed      functions killed, half of them before a call and half of them after it; only code that runs in a
 *                    {@link InvocationThread} is
 */
public record FaultRates(double throttled, double serverError, double conflict, double answerLost, double sentTwice,
        double slow, double partial, double killed) {

    /** Nothing goes wrong. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Far more than any cloud: with about ten calls in an invocation, every second invocation meets a fault and one in ten
     * is killed.
     */
    public static final FaultRates DEFAULT = new FaultRates(.01, .01, .02, .015, .015, .01, .02, .01);

    public FaultRates {
        var all = DoubleStream.of(throttled, serverError, conflict, answerLost, sentTwice, slow, partial, killed);
        var sum = all.peek(rate -> {
            if (!(rate >= 0)) {
                throw new IllegalArgumentException("A rate is not negative: " + rate);
            }
        }).sum();
        if (sum > 1) {
            throw new IllegalArgumentException("The rates add up to more than 1: " + sum);
        }
    }

    double of(Fault fault) {
        return switch (fault) {
            case THROTTLED -> throttled;
            case SERVER_ERROR -> serverError;
            case CONFLICT -> conflict;
            case ANSWER_LOST -> answerLost;
            case SENT_TWICE -> sentTwice;
            case SLOW -> slow;
            case PARTIAL -> partial;
            case KILLED_BEFORE, KILLED_AFTER -> killed / 2;
        };
    }
}
