package dev.stampede.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    /** Draws the largest number of those it may. */
    private static final RandomGenerator UNLUCKY = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("A pause has a bound");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void after_eachFailure_shouldWaitUpToTwiceAsLongAndNeverMoreThanTheLongest() {
        var backoff = new Backoff(pauses::add, UNLUCKY);

        IntStream.rangeClosed(1, 7).forEach(backoff::after);

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(20L, 40L, 80L, 160L, 320L, 500L, 500L);
    }

    @Test
    void after_veryManyFailures_shouldWaitNoLonger() {
        new Backoff(pauses::add, UNLUCKY).after(Integer.MAX_VALUE);

        assertThat(pauses).containsExactly(Backoff.LONGEST);
    }

    @Test
    void after_theSameFailure_shouldNotAlwaysWaitTheSame() {
        var backoff = new Backoff(pauses::add, new Random(1));

        IntStream.range(0, 50).forEach(again -> backoff.after(5));

        assertThat(pauses).allMatch(pause -> pause.toMillis() <= 320);
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(1);
    }
}
