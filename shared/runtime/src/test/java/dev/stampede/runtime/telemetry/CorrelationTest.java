package dev.stampede.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CorrelationTest {

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void with_shouldBindTheIdForTheWorkAndItsLogs() {
        var seen = Correlation.with("one", () -> Correlation.current().orElseThrow() + MDC.get("correlation_id"));
        assertThat(seen).isEqualTo("oneone");
    }

    @Test
    void current_outside_shouldBeEmpty() {
        assertThat(Correlation.current()).isEmpty();
        Correlation.with("one", () -> "done");
        assertThat(Correlation.current()).isEmpty();
        assertThat(MDC.get("correlation_id")).isNull();
    }

    @Test
    void with_nested_shouldGiveTheOuterIdBack() {
        Correlation.with("outer", () -> {
            assertThat(Correlation.<String> with("inner", () -> MDC.get("correlation_id"))).isEqualTo("inner");
            assertThat(Correlation.current()).contains("outer");
            assertThat(MDC.get("correlation_id")).isEqualTo("outer");
            return "done";
        });
    }

    @Test
    void with_workThatFails_shouldUnbindAllTheSame() {
        assertThatIllegalStateException().isThrownBy(() -> Correlation.with("one", () -> {
            throw new IllegalStateException("no");
        }));
        assertThat(Correlation.current()).isEmpty();
        assertThat(MDC.get("correlation_id")).isNull();
    }
}
