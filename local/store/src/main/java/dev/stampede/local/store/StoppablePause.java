package dev.stampede.local.store;

import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses functions in real time. When the store stops, every pause ends with an exception. Thread-safe. */
final class StoppablePause implements Pause {

    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    public void of(Duration duration) {
        try {
            if (stop.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("The local store is stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    /** Ends all current and future pauses. */
    void stop() {
        stop.countDown();
    }
}
