package dev.stampede.local.lab.capacity;

import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;

/** A clock and a sleep, replaceable in tests. Thread-safe. */
interface Time {

    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pass(Duration span) {
            try {
                Thread.sleep(span);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                throw AbortedException.create("Interrupted while waiting", ending);
            }
        }
    };

    /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}. */
    long nanos();

    /**
     * Sleeps.
     *
     * @throws AbortedException if the thread is interrupted, as in the SDK
     */
    void pass(Duration span);
}
