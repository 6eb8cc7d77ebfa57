package dev.stampede.local.store.triggers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals threads to stop. Thread-safe. */
final class StopSignal {

    private final CountDownLatch latch = new CountDownLatch(1);

    void request() {
        latch.countDown();
    }

    boolean isRequested() {
        return latch.getCount() == 0;
    }

    /** Waits until the time is up or the stop is requested. Returns whether to stop. */
    boolean await(Duration pause) {
        try {
            return latch.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
