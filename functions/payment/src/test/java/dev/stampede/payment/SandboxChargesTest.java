package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.limits.KeyedHash;
import org.junit.jupiter.api.Test;

class SandboxChargesTest {

    private final SandboxCharges charges = new SandboxCharges(new KeyedHash("key"));

    @Test
    void key_ofAnIdOfOurs_shouldBeTheCharges() {
        assertThat(charges.key(charges.id("ref_1/0"))).contains("ref_1/0");
    }

    @Test
    void key_ofAGuessedId_shouldBeEmpty() {
        var other = new SandboxCharges(new KeyedHash("other"));

        assertThat(charges.key(other.id("ref_1/0"))).isEmpty();
        assertThat(charges.key(charges.id("ref_1/0").replace(".0.", ".1."))).isEmpty();
        assertThat(charges.key("ref_1")).isEmpty();
        assertThat(charges.key("")).isEmpty();
    }
}
