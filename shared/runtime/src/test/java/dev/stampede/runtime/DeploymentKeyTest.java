package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.runtime.DeploymentKey.Purpose;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentKeyTest {

    @Test
    void of_eachPurpose_shouldBeAnotherKeyThatHidesTheDeployments() {
        var keys = Arrays.stream(Purpose.values()).map(purpose -> key("a", purpose)).toList();

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(keys).doesNotContainAnyElementsOf(
                Arrays.stream(Purpose.values()).map(purpose -> key("b", purpose)).toList());
    }

    /** Stored hashes depend on it. */
    @Test
    void of_samePurpose_shouldNeverChange() {
        assertThat(key("11111111-2222-4333-8444-555555555555", Purpose.EMAILS))
                .isEqualTo("ea59590d8c62f28ebb666904bf5d4d79fbaa0b57c04c6ff7c0c15d1d4e7901c2");
    }

    @Test
    void of_noKey_shouldBeReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Settings(Map.of()).read(
                        settings -> DeploymentKey.of(settings, Purpose.CURSORS)))
                .withMessage("Settings: DEPLOYMENT_KEY is not set");
    }

    private static String key(String deployment, Purpose purpose) {
        return new Settings(Map.of("DEPLOYMENT_KEY", deployment)).read(
                settings -> DeploymentKey.of(settings, purpose));
    }
}
