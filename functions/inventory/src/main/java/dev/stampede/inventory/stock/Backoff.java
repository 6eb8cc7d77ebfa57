package dev.stampede.inventory.stock;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits longer the more often something failed, and never as long as the neighbour: "full jitter" of the AWS
 * Architecture Blog, "Exponential Backoff And Jitter". Thread-safe if its parts are.
 */
public final class Backoff {

    /** Waits; a test's sleeper does not. */
    @FunctionalInterface
    public interface Sleeper {

        void sleep(Duration duration) throws InterruptedException;

        static Sleeper ofThread() {
            return Thread::sleep;
        }
    }

    static final Duration FIRST = Duration.ofMillis(20);
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private final RandomGenerator random;

    public Backoff(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /** The one that really waits. Its random numbers differ between copies of one snapshot of a function. */
    public static Backoff ofThread() {
        return new Backoff(Sleeper.ofThread(), new SecureRandom());
    }

    /**
     * Waits.
     *
     * @param failures how often it failed in a row, from 1
     * @throws IllegalStateException if the thread is interrupted
     */
    public void pause(int failures) {
        var doublings = Math.clamp(failures - 1L, 0, 10);
        var bound = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        try {
            sleeper.sleep(Duration.ofMillis(random.nextLong(bound + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to try again", e);
        }
    }
}
