package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxSignatureTest {

    private final SandboxSignature signature = new SandboxSignature("key", TestEnvironment.CLOCK);

    @Test
    void isValid_ofThePayloadThatWasSigned_shouldHold() {
        assertThat(signature.isValid("{}", signature.of("{}"))).isTrue();
    }

    @Test
    void isValid_ofAnotherPayloadKeyOrTime_shouldNotHold() {
        var signed = signature.of("{}");

        assertThat(signature.isValid("{ }", signed)).isFalse();
        assertThat(new SandboxSignature("other", TestEnvironment.CLOCK).isValid("{}", signed)).isFalse();
        assertThat(signature.isValid("{}", signed.replaceFirst("t=\\d", "t=2"))).isFalse();
    }

    @Test
    void isValid_tooLongAgoOrAhead_shouldNotHold() {
        var signed = signature.of("{}");

        for (var distance : new Duration[] {SandboxSignature.TOLERANCE, SandboxSignature.TOLERANCE.negated()}) {
            assertThat(at(distance).isValid("{}", signed)).isTrue();
            assertThat(at(distance.plusSeconds(distance.isNegative() ? -1 : 1)).isValid("{}", signed)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=1", "v1=00", "t=x,v1=00", "t=1780315200,v1=zz", "t=9999999999999,v1=00"})
    void isValid_malformedHeader_shouldNotHold(String header) {
        assertThat(signature.isValid("{}", header)).isFalse();
    }

    private static SandboxSignature at(Duration distance) {
        return new SandboxSignature("key", Clock.offset(TestEnvironment.CLOCK, distance));
    }
}
