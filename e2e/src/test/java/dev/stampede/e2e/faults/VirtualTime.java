package dev.stampede.e2e.faults;

import dev.stampede.local.lab.faults.InvocationThread;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that the simulation sets. Within a function it also goes on with what the function's thread has waited, and
 * only with that: what other threads do has no influence on what time it is.
 */
final class VirtualTime extends Clock implements Pause {

    /** Long past, so that whatever is compared with the machine's clock has expired. */
    private static final Instant NEW_YEAR = Instant.parse("2016-01-01T00:00:00Z");
    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(25);

    private volatile Instant now;

    /** So that seeds start at each hour of the day, and what one leaves in its database is long past for the next one. */
    private static final Duration APART = Duration.ofHours(25);
    private static final int SEEDS = 3000;

    /** One seed of 24 runs into the next day, the first into the next year. */
    VirtualTime(long seed) {
        now = NEW_YEAR.minus(BEFORE_MIDNIGHT).plus(APART.multipliedBy(Math.floorMod(seed - 1, SEEDS)));
    }

    /** Time does not go back. */
    void advance(Instant to) {
        now = to.isAfter(now) ? to : now;
    }

    Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now.plus(InvocationThread.current().map(InvocationThread::elapsed).orElse(Duration.ZERO));
    }

    @Override
    public void of(Duration duration) {
        InvocationThread.current().orElseThrow(() -> new IllegalStateException("Only functions wait")).pass(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
