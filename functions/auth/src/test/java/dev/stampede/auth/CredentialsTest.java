package dev.stampede.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.auth.Credentials.Absent;
import dev.stampede.auth.Credentials.Bearer;
import dev.stampede.auth.Credentials.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @Test
    void of_noHeader_shouldBeAbsent() {
        assertThat(Credentials.of(null)).isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER  a.b.c "})
    void of_bearer_shouldHoldTheToken(String header) {
        assertThat(Credentials.of(header)).isEqualTo(new Bearer("a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "a.b.c", "Bearer a b", "Bearer a,b"})
    void of_anythingElse_shouldBeMalformed(String header) {
        assertThat(Credentials.of(header)).isEqualTo(new Malformed());
    }

    @Test
    void of_oversizedToken_shouldBeMalformed() {
        assertThat(Credentials.of("Bearer " + "a".repeat(Credentials.MAX_TOKEN))).isInstanceOf(Bearer.class);
        assertThat(Credentials.of("Bearer " + "a".repeat(Credentials.MAX_TOKEN + 1))).isEqualTo(new Malformed());
    }

    @Test
    void toString_shouldNotShowTheToken() {
        assertThat(Credentials.of("Bearer a.b.c").toString()).doesNotContain("a.b.c");
    }
}
