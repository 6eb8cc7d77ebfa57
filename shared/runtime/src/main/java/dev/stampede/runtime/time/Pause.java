package dev.stampede.runtime.time;

import java.time.Duration;

/** Waits between two attempts. Tests use one that does not wait. Safe for use by many threads. */
@FunctionalInterface
public interface Pause {

    /** @throws IllegalStateException if the thread is interrupted */
    void of(Duration duration);

    /** Blocks the thread. */
    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        };
    }
}
