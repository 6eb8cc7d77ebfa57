package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

    /** FIPS 180-4, example "abc". */
    @Test
    void hex_ofTheStandardsExample_shouldBeTheStandardsHash() {
        assertThat(Sha256.hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.of("abc")).hasSize(32);
    }
}
