package dev.stampede.runtime.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Does the steps of jobs, one for each message of a queue. A worker leases the job before its step and records what it has
 * done after it; whatever ends it in between, the step is done again once the lease is over, so a step must be repeatable. A
 * message that comes twice finds the job leased, or does the next step early. Thread-safe.
 */
public final class Turns<J extends Job<J>> {

    private final Jobs<J> jobs;
    private final Consumer<J> queue;
    private final Duration lease;
    private final Clock clock;

    /**
     * @param queue sends the message of the next step
     * @param lease longer than a worker can take: nobody works on a step when its lease is over
     */
    public Turns(Jobs<J> jobs, Consumer<J> queue, Duration lease, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.lease = lease;
        this.clock = clock;
    }

    /** What a message led to. */
    public sealed interface Turn<J> {

        /** A step was done, and another one follows. */
        record Continued<J>(J job) implements Turn<J> {}

        /** The job has ended, now or before. */
        record Ended<J>(J job) implements Turn<J> {}

        /** The job is not started, or its record has expired. */
        record NotStarted<J>() implements Turn<J> {}

        /** Another worker does the step; ask again once its lease is over. */
        record Busy<J>() implements Turn<J> {}
    }

    /** @param step does the next step of a job and gives its next record, with the next version and without a lease */
    public Turn<J> next(String key, UnaryOperator<J> step) {
        var found = jobs.find(key);
        if (found.isEmpty() || !found.get().isStarted()) {
            return new Turn.NotStarted<>();
        }
        var job = found.get();
        if (job.hasEnded()) {
            return new Turn.Ended<>(job);
        }
        var now = clock.instant();
        var until = job.leasedUntil();
        if (until != null && now.isBefore(until)) {
            return new Turn.Busy<>();
        }
        var leased = job.leased(now.plus(lease));
        return jobs.replace(job, leased) ? done(leased, step.apply(leased)) : new Turn.Busy<>();
    }

    private Turn<J> done(J leased, J next) {
        if (!jobs.replace(leased, next)) {
            return new Turn.Busy<>();
        }
        if (next.hasEnded()) {
            return new Turn.Ended<>(next);
        }
        queue.accept(next);
        return new Turn.Continued<>(next);
    }
}
