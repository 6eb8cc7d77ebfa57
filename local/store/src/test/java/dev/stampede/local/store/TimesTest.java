package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TimesTest {

    private final Times times = new Times();

    @Test
    void summary_ofTimes_shouldHaveTheirQuantiles() {
        IntStream.rangeClosed(1, 10_000).forEach(millis -> times.add(Duration.ofMillis(millis)));

        var summary = times.summary();
        assertThat(summary.count()).isEqualTo(10_000);
        assertThat(summary.median()).isCloseTo(5_000, Percentage.withPercentage(2.5));
        assertThat(summary.p99()).isCloseTo(9_900, Percentage.withPercentage(2.5));
    }

    @Test
    void summary_ofShortAndNegativeTimes_shouldBeExactToAMillisecond() {
        for (var millis : new long[] {-5, 0, 1, 2, 17, 39}) {
            var one = new Times();
            one.add(Duration.ofMillis(millis));
            assertThat(one.summary().median()).isCloseTo(Math.max(0, millis), within(1L));
        }
    }

    @Test
    void summary_ofNothing_shouldBeZero() {
        assertThat(times.summary()).isEqualTo(new Times.Summary(0, 0, 0));
    }

    @Test
    void add_years_shouldCount() {
        times.add(Duration.ofDays(10_000));
        assertThat(times.summary().count()).isEqualTo(1);
    }
}
