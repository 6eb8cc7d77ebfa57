package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void since_ordersWithBothMoments_shouldBeTheTimeBetween() {
        var times = Measurement.since(Map.of("a", 1_000L, "b", 2_000L, "unpaid", 3_000L),
                Map.of("a", 1_400L, "b", 2_100L, "of the warm-up", 9_000L));

        assertThat(times.count()).isEqualTo(2);
        assertThat(times.p50()).isEqualTo(100);
        assertThat(times.max()).isEqualTo(400);
    }

    @Test
    void perSecond_shouldBeARateOverTheTime() {
        assertThat(Measurement.perSecond(300, 10_000, 12_000)).isEqualTo(150);
    }

    @Test
    void perSecond_ofNoTime_shouldBeZero() {
        assertThat(Measurement.perSecond(300, 10_000, 10_000)).isZero();
        assertThat(Measurement.perSecond(0, 10_000, 0)).isZero();
    }
}
