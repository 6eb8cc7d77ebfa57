package dev.stampede.runtime.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands at {@link TestEnvironment#NOW} until it is moved. Thread-safe. */
public final class AdjustableClock extends Clock {

    private volatile Instant now = TestEnvironment.NOW;

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new AssertionError("Stampede's clocks are in UTC");
    }
}
