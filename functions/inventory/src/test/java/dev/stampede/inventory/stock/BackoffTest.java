package dev.stampede.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void pause_moreFailures_shouldWaitLongerUpToASecond() {
        for (var failures = 1; failures < 100; failures++) {
            var bound = Math.min(1000, 20L << Math.min(failures - 1, 10));
            assertThat(longest(failures)).isBetween(Duration.ofMillis(bound / 2), Duration.ofMillis(bound));
        }
    }

    @Test
    void pause_interrupted_shouldEndAndKeepTheInterrupt() {
        var backoff = new Backoff(duration -> {
            throw new InterruptedException();
        }, new Random(1));

        assertThatThrownBy(() -> backoff.pause(1)).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Duration longest(int failures) {
        var waits = new ArrayList<Duration>();
        var backoff = new Backoff(waits::add, new Random(1));
        for (var tries = 0; tries < 50; tries++) {
            backoff.pause(failures);
        }
        return waits.stream().max(Duration::compareTo).orElseThrow();
    }
}
