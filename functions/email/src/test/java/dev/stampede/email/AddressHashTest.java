package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressHashTest {

    @Test
    void of_address_shouldBeItsSha256() {
        assertThat(AddressHash.of("buyer@example.com").value())
                .isEqualTo("6a6c26195c3682faa816966af789717c3bfa834eee6c599d667d2b3429c27cfd");
    }

    @Test
    void of_otherCaseOrSpaces_shouldBeTheSame() {
        assertThat(AddressHash.of(" Buyer@EXAMPLE.com ")).isEqualTo(AddressHash.of("buyer@example.com"));
    }

    @Test
    void of_otherAddress_shouldDiffer() {
        assertThat(AddressHash.of("buyer2@example.com")).isNotEqualTo(AddressHash.of("buyer@example.com"));
    }
}
