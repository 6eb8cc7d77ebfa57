package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {

    @Test
    void clock_ofNanoseconds_shouldTickInMilliseconds() {
        var test = TestEnvironment.of(Map.of());
        var nanoseconds = Clock.fixed(Instant.parse("2026-01-01T00:00:00.123456789Z"), ZoneOffset.UTC);

        var environment = new FunctionEnvironment(
                test.settings(), nanoseconds, test.pause(), test.random(), test.aws(), Metrics.NONE);

        assertThat(environment.clock().instant()).isEqualTo("2026-01-01T00:00:00.123Z");
    }
}
