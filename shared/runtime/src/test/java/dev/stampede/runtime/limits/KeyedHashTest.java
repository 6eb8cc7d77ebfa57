package dev.stampede.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {

    @Test
    void of_shouldDependOnTheTextAndTheKey() {
        var hash = new KeyedHash("test");

        assertThat(hash.of("buyer@example.com"))
                .isEqualTo(new KeyedHash("test").of("buyer@example.com"))
                .isNotEqualTo(hash.of("seller@example.com"))
                .isNotEqualTo(new KeyedHash("other").of("buyer@example.com"));
    }

    @Test
    void of_textOfAnyLength_shouldBe16Characters() {
        var hash = new KeyedHash("test");

        assertThat(hash.of("")).matches("[A-Za-z0-9_-]{16}");
        assertThat(hash.of("a".repeat(10_000))).matches("[A-Za-z0-9_-]{16}");
    }
}
