package dev.stampede.local.lab.faults;

import java.util.stream.DoubleStream;

/**
 * The probability of each fault, from 0 to 1, for calls that it applies to. A call has at most one fault.
 *
 * @param throttled   see {@link Fault#THROTTLED}; the others likewise
 * @param killed      half of the functions are killed before a call and half after it; applies only to an
 *                    {@link InvocationThread}
 */
public record FaultRates(double throttled, double serverError, double conflict, double answerLost, double sentTwice,
        double slow, double partial, double killed) {

    /** No faults. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Many more faults than on AWS: with about ten calls per invocation, every second invocation has a fault and one in
     * ten is killed.
     */
    public static final FaultRates DEFAULT = new FaultRates(.01, .01, .02, .015, .015, .01, .02, .01);

    public FaultRates {
        var all = DoubleStream.of(throttled, serverError, conflict, answerLost, sentTwice, slow, partial, killed);
        var sum = all.peek(rate -> {
            if (!(rate >= 0)) {
                throw new IllegalArgumentException("A rate must not be negative: " + rate);
            }
        }).sum();
        if (sum > 1) {
            throw new IllegalArgumentException("The sum of the rates must be at most 1: " + sum);
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
