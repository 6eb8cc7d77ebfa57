package dev.stampede.inventory.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.inventory.sweep.PlacementIndex.Span;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SweepAgesTest {

    private static final Instant NOW = TestEnvironment.NOW;
    private static final SweepAges AGES = new SweepAges(Duration.ofMinutes(2));

    @Test
    void ages_shouldDoubleUntilTheVerifierIsAsQuick() {
        assertThat(AGES.ages()).extracting(Duration::toMinutes).containsExactly(3L, 6L, 12L, 24L, 48L, 96L);
    }

    @Test
    void spans_ofConsecutiveRuns_shouldCoverEachOrderOnceAtEachAge() {
        var placed = NOW.plusSeconds(17);
        var covered = new ArrayList<Duration>();
        for (var run = NOW; run.isBefore(NOW.plus(Duration.ofHours(3))); run = run.plusSeconds(60)) {
            var end = run.plusSeconds(60);
            AGES.spans(run, end).stream().filter(span -> contains(span, placed))
                    .forEach(span -> covered.add(Duration.between(placed, end)));
        }

        assertThat(covered).hasSameSizeAs(AGES.ages());
        for (var index = 0; index < covered.size(); index++) {
            assertThat(covered.get(index)).isBetween(AGES.ages().get(index),
                    AGES.ages().get(index).plusSeconds(60));
        }
    }

    @Test
    void spans_afterALongPause_shouldNotOverlap() {
        assertThat(AGES.spans(NOW.minus(Duration.ofHours(5)), NOW)).containsExactly(
                new Span(NOW.minus(Duration.ofMinutes(5 * 60 + 96)), NOW.minus(Duration.ofMinutes(3))));
        assertThat(AGES.spans(NOW.minus(Duration.ofMinutes(4)), NOW)).hasSize(5);
    }

    private static boolean contains(Span span, Instant instant) {
        return !instant.isBefore(span.from()) && instant.isBefore(span.to());
    }
}
