package dev.stampede.local.lab.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that advances only on request, without waiting. */
final class FakeTime implements Time {

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> passed = Collections.synchronizedList(new ArrayList<>());

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void pass(Duration span) {
        now.addAndGet(span.toNanos());
        passed.add(span);
    }

    /** All sleeps, in order. */
    List<Duration> passed() {
        return List.copyOf(passed);
    }
}
