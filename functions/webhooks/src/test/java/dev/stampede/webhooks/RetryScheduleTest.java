package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant FIRST = TestEnvironment.NOW;

    @Test
    void pauses_shouldGrowUntilThreeDaysHavePassed() {
        var times = new ArrayList<Duration>();
        var now = FIRST;
        for (var next = RetrySchedule.next(FIRST, 1, now, null); next.isPresent(); next = RetrySchedule.next(
                FIRST, times.size() + 1, now, null)) {
            now = next.get();
            times.add(Duration.between(FIRST, now));
        }
        assertThat(times.stream().map(Duration::toMinutes).collect(Collectors.toList())).isEqualTo(List.of(
                1L, 6L, 21L, 51L, 111L, 231L, 471L, 951L, 1671L, 2391L, 3111L, 3831L, 4320L));
    }

    @Test
    void attemptAfterThreeDays_shouldBeTheLast() {
        assertThat(RetrySchedule.next(FIRST, 2, FIRST.plus(RetrySchedule.LONGEST), null)).isEmpty();
        assertThat(RetrySchedule.next(FIRST, 2, FIRST.plus(RetrySchedule.LONGEST).minusMillis(1), null))
                .contains(FIRST.plus(RetrySchedule.LONGEST));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M", "PT30S, PT1M", "PT10M, PT10M", "PT12H, PT12H", "PT13H, PT12H", "P300D, PT12H"})
    void receiverThatAsksToWait_shouldNotBeAskedEarlier_withinBounds(Duration asked, Duration pause) {
        assertThat(RetrySchedule.next(FIRST, 1, FIRST, asked)).contains(FIRST.plus(pause));
        assertThat(RetrySchedule.next(FIRST, 1, FIRST.plus(RetrySchedule.LONGEST).minusSeconds(1), asked))
                .contains(FIRST.plus(RetrySchedule.LONGEST));
    }
}
