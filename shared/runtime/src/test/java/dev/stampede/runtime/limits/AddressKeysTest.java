package dev.stampede.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeysTest {

    private static final Instant NOON = TestEnvironment.NOW;

    private final AddressKeys keys = new AddressKeys("test");

    @Test
    void of_sameAddress_shouldBeTheSameForOneDayOnly() {
        var key = of("203.0.113.7", NOON);

        assertThat(of("203.0.113.7", NOON.plus(Duration.ofHours(11)))).isEqualTo(key);
        assertThat(of("203.0.113.7", NOON.plus(Duration.ofHours(12)))).isNotEqualTo(key);
        assertThat(of("203.0.113.8", NOON)).isNotEqualTo(key);
        assertThat(new AddressKeys("other").of(Optional.of("203.0.113.7"), NOON)).isNotEqualTo(Optional.of(key));
    }

    @ParameterizedTest
    @CsvSource({
            "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1",
            "2001:db8:1:2::, 2001:0DB8:0001:0002:0000:0000:0000:0001",
            "2001:db8::1, 2001:db8:0:0:9:9:9:9",
            "::1, ::2",
            "fe80::1:2:3:4:5, fe80:0:0:1::7",
            "203.0.113.7, ::ffff:203.0.113.7",
            "203.0.113.7, ::FFFF:cb00:7107",
            "203.0.113.7, 0:0:0:0:0:ffff:203.0.113.7"
    })
    void of_addressesOfOneNetwork_shouldBeTheSame(String one, String other) {
        assertThat(of(one, NOON)).isEqualTo(of(other, NOON));
    }

    @ParameterizedTest
    @CsvSource({
            "2001:db8:1:2::1, 2001:db8:1:3::1",
            "::1, 1::",
            "2001:db8::1:0:0:0:1, 2001:db8::2",
            "::ffff:203.0.113.7, ::ffff:203.0.113.8",
            "203.0.113.7, ::203.0.113.7",
            "unknown, ::1"
    })
    void of_addressesOfOtherNetworks_shouldDiffer(String one, String other) {
        assertThat(of(one, NOON)).isNotEqualTo(of(other, NOON));
    }

    @Test
    void of_noAddress_shouldBeNone() {
        assertThat(keys.of(Optional.empty(), NOON)).isEmpty();
    }

    @Test
    void of_anyAddress_shouldBeShortAndNotHoldIt() {
        assertThat(of("203.0.113.7", NOON)).hasSize(16).doesNotContain("203");
    }

    private String of(String address, Instant at) {
        return keys.of(Optional.of(address), at).orElseThrow();
    }
}
