package dev.stampede.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPolicyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 2", "99, 9", "100, 10", "1000, 10", "10999, 10", "100000, 100", "1000000, 1000"})
    void of_shouldMakeTenTokensFreeWithinATenthAndAThousandthOfTheQuota(int quota, int freeTokens) {
        var policy = RateLimitPolicy.of("caller", quota, MINUTE);

        assertThat(policy.freeTokens()).isEqualTo(freeTokens);
        assertThat(policy.firstLease()).isEqualTo(freeTokens);
    }

    @ParameterizedTest
    @CsvSource({"100, 10, 20", "100, 20, 20", "1000, 10, 20", "1000, 160, 200", "1000, 200, 200", "20, 2, 4",
            "3, 1, 1"})
    void nextLease_shouldDoubleUpToAFifthOfTheQuota(int quota, int lease, int next) {
        assertThat(RateLimitPolicy.of("caller", quota, MINUTE).nextLease(lease)).isEqualTo(next);
    }

    @Test
    void windowAt_shouldBeTheSameForAllInstantsOfAMinute() {
        var policy = RateLimitPolicy.of("caller", 100, MINUTE);
        var start = Instant.parse("2026-06-01T12:34:00Z");

        assertThat(policy.windowAt(start)).isEqualTo(start.getEpochSecond());
        assertThat(policy.windowAt(start.plusMillis(59_999))).isEqualTo(start.getEpochSecond());
        assertThat(policy.windowAt(start.plusSeconds(60))).isEqualTo(start.getEpochSecond() + 60);
        assertThat(policy.endOf(start.getEpochSecond())).isEqualTo(start.getEpochSecond() + 60);
    }

    @ParameterizedTest
    @CsvSource({"Caller, 1, 60000", "'', 1, 60000", "caller, 0, 60000", "caller, 1000001, 60000", "caller, 1, 0",
            "caller, 1, 1500", "caller, 1, 7000", "caller, 1, 172800000"})
    void of_whatCannotBeAPolicy_shouldBeRefused(String name, int quota, long windowMillis) {
        assertThatThrownBy(() -> RateLimitPolicy.of(name, quota, Duration.ofMillis(windowMillis)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreFreeTokensThanTheQuota_shouldBeRefused() {
        assertThatThrownBy(() -> new RateLimitPolicy("caller", 10, MINUTE, 11))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
