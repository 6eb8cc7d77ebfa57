package dev.stampede.search.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolledTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final Instant start = clock.instant();
    private final List<Long> looks = new ArrayList<>();
    private String stored = "a";
    private final Polled<String> polled = new Polled<>(_ -> {
        looks.add(Duration.between(start, clock.instant()).toMillis());
        return stored;
    }, Duration.ofMillis(500), clock);

    @Test
    void get_ofWhatStaysTheSame_shouldLookEveryTwoSecondsInTheEnd() {
        use(10_000);

        assertThat(looks).containsExactly(0L, 500L, 1_000L, 1_500L, 2_300L, 3_500L, 5_300L, 7_300L, 9_300L);
    }

    @Test
    void get_afterAChange_shouldLookSoonAgain() {
        use(10_000);
        stored = "b";
        looks.clear();

        use(2_000);

        assertThat(looks).containsExactly(11_300L, 11_800L);
    }

    /** All the time. */
    private void use(int millis) {
        for (var passed = 0; passed < millis; passed += 100) {
            polled.get();
            clock.advance(Duration.ofMillis(100));
        }
    }
}
