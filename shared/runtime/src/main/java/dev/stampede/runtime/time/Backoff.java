package dev.stampede.runtime.time;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Waits longer the more often something failed, and never as long as the neighbour: "full jitter" of the AWS
 * Architecture Blog, "Exponential Backoff And Jitter". Thread-safe if its parts are.
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
     * Waits, half a second at most.
     *
     * @param failures how often it failed in a row, from 1
     */
    public void after(int failures) {
        var doublings = Math.clamp(failures - 1L, 0, 10);
        var bound = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        pause.of(Duration.ofMillis(random.nextLong(bound + 1)));
    }

    /**
     * Tries until an attempt has a result, and waits after each that has none but the last.
     *
     * @param maxTries at least 1
     * @param attempt takes the number of the try, from 1; what it throws ends the trying
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
