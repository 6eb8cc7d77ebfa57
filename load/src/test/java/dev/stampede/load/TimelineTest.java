package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void of_moments_shouldCountThemInTheirSecond() {
        var timeline = Timeline.of("paid", List.of(5_000L, 5_999L, 6_000L, 7_500L), 5_000, 3);

        assertThat(timeline.perSecond()).containsExactly(2L, 1L, 1L);
    }

    @Test
    void of_momentsOutside_shouldLeaveThemOut() {
        var timeline = Timeline.of("paid", List.of(4_999L, 5_001L, 7_000L), 5_000, 2);

        assertThat(timeline.perSecond()).containsExactly(1L, 0L);
    }
}
