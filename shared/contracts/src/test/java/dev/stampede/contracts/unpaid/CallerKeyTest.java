package dev.stampede.contracts.unpaid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"buyer@example.com", "Buyer@Example.COM", "buyer+shop@example.com",
            "buyer+a+b@example.com"})
    void of_guestWithTheSameMailbox_shouldBeTheSameCaller(String email) {
        assertThat(CallerKey.of(null, email, null)).isEqualTo(CallerKey.of(null, "buyer@example.com", null));
    }

    @Test
    void of_others_shouldBeOthers() {
        assertThat(CallerKey.of(null, "buyer@example.com", null))
                .isNotEqualTo(CallerKey.of(null, "other@example.com", null))
                .isNotEqualTo(CallerKey.of("buyer@example.com", "buyer@example.com", null));
    }

    @Test
    void of_customer_shouldNotDependOnTheMailbox() {
        assertThat(CallerKey.of("c1", "a@example.com", "address"))
                .isEqualTo(CallerKey.of("c1", "b@example.com", "address"))
                .hasSize(2);
    }

    @Test
    void toString_shouldHoldNoPersonalData() {
        assertThat(CallerKey.of("customer-1", "buyer@example.com", "hash").toString())
                .isEqualTo("[CallerKey[CUSTOMER], CallerKey[ADDRESS]]");
        assertThat(CallerKey.of(null, "buyer@example.com", null).toString()).isEqualTo("[CallerKey[EMAIL]]");
    }
}
