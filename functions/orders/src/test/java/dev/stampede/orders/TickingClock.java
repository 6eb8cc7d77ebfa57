package dev.stampede.orders;

import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A clock of milliseconds that advances only during pauses, by their duration. Tests can run code during a pause. */
final class TickingClock extends Clock implements Pause {

    final List<Duration> pauses = new ArrayList<>();
    Runnable meanwhile = () -> {};

    private Instant now = Orders.NOW;

    @Override
    public void of(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
        meanwhile.run();
    }

    @Override
    public Instant instant() {
        return now.truncatedTo(ChronoUnit.MILLIS);
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
