package dev.stampede.runtime.time;

import java.time.Duration;

/** Lets time pass between two tries. Tests give one that does not. Safe for use by many threads. */
@FunctionalInterface
public interface Pause {

    /** @throws IllegalStateException if the thread is interrupted */
    void of(Duration duration);

    /** Keeps the thread waiting, for real. */
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
