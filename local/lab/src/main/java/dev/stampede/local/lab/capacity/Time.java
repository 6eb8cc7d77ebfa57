package dev.stampede.local.lab.capacity;

import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;

/** Where time comes from and how it is spent, so that tests need not wait. Safe for use by many threads. */
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

    /** Nanoseconds since a moment of no meaning, as {@link System#nanoTime()}. */
    long nanos();

    /**
     * Waits.
     *
     * @throws AbortedException if the thread is interrupted, as the SDK does
     */
    void pass(Duration span);
}
