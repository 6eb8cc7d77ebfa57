package dev.stampede.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    /** Always returns the largest possible number. */
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

    @Test
    void retry_laterAttemptWithAResult_shouldWaitOnceForEachFailureAndReturnIt() {
        var result = new Backoff(pauses::add, UNLUCKY)
                .retry(5, tries -> tries == 3 ? Optional.of("third") : Optional.empty());

        assertThat(result).contains("third");
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(20L, 40L);
    }

    @Test
    void retry_noAttemptWithAResult_shouldTryAsOftenAsAllowedAndNotWaitAtTheEnd() {
        var tried = new ArrayList<Integer>();

        var result = new Backoff(pauses::add, UNLUCKY).retry(3, tries -> {
            tried.add(tries);
            return Optional.empty();
        });

        assertThat(result).isEmpty();
        assertThat(tried).containsExactly(1, 2, 3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void retry_attemptThrows_shouldThrowAtOnce() {
        var failure = new IllegalStateException("no");

        assertThatThrownBy(() -> new Backoff(pauses::add, UNLUCKY).retry(3, _ -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(pauses).isEmpty();
    }
}
