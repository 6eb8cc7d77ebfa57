package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.testing.RecordedLog;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PrimingTest {

    @Test
    void beforeCheckpoint_shouldRunTheReadsInAnEnvironmentOfTheirOwn() {
        var environments = new ArrayList<FunctionEnvironment>();
        var priming = new Priming(environments::add);
        priming.beforeCheckpoint(null);
        priming.beforeCheckpoint(null);

        assertThat(environments).hasSize(2);
        assertThat(environments.get(0).aws()).isNotSameAs(environments.get(1).aws());
        assertThat(environments.getFirst().metrics()).isSameAs(Metrics.NONE);
    }

    /** A table that is throttled must not keep a version from being published. */
    @Test
    void beforeCheckpoint_withReadsThatFail_shouldLogThem() {
        try (var log = new RecordedLog()) {
            var priming = new Priming(_ -> {
                throw new IllegalStateException("No table");
            });
            assertThatCode(() -> priming.beforeCheckpoint(null)).doesNotThrowAnyException();
            assertThat(log.lines()).singleElement().asString().contains("not primed");
        }
    }

    @Test
    void beforeSnapshot_withoutSnapStart_shouldRunNothing() {
        var environments = new ArrayList<FunctionEnvironment>();
        Priming.beforeSnapshot(environments::add);
        assertThat(environments).isEmpty();
    }
}
