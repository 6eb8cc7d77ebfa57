package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    private static final SigningSecret SECRET = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void signature_shouldBeThatOfTheReference() {
        assertThat(SECRET.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}")).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void text_shouldBeReadAgainAndNotLogged() {
        var secret = SigningSecret.random();
        assertThat(SigningSecret.parse(secret.text())).isEqualTo(secret);
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(secret.toString()).isEqualTo("SigningSecret");
        assertThat(SigningSecret.random()).isNotEqualTo(secret);
    }

    @Test
    void otherText_shouldBeRefused() {
        assertThatThrownBy(() -> SigningSecret.parse("secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.parse("whsec_c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.parse("whsec_?")).isInstanceOf(IllegalArgumentException.class);
    }
}
