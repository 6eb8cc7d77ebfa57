package dev.stampede.runtime.time;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"). Thread-safe if its
 * parts are.
 */
public final class Backoff {

    static final Duration FIRST = Duration.ofMillis(20);
    static final Duration LONGEST = Duration.ofMillis(500);

    private final Pause pause;
    private final RandomGenerator random;

    public Backoff(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /**
     * Waits, at most half a second.
     *
     * @param failures the number of consecutive failures, from 1
     */
    public void after(int failures) {
        var doublings = Math.clamp(failures - 1L, 0, 10);
        var bound = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        pause.of(Duration.ofMillis(random.nextLong(bound + 1)));
    }

    /**
     * Retries until an attempt has a result, and waits between attempts.
     *
     * @param maxTries at least 1
     * @param attempt receives the number of the attempt, from 1; an exception ends the retries
     * @return the first result; empty if no attempt had one
     */
    public <T> Optional<T> retry(int maxTries, IntFunction<Optional<T>> attempt) {
        for (var tries = 1;; tries++) {
            var result = attempt.apply(tries);
            if (result.isPresent() || tries >= maxTries) {
                return result;
            }
            after(tries);
        }
    }
}
