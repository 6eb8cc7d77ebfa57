package dev.stampede.webhooks.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.webhooks.SigningSecret;
import org.junit.jupiter.api.Test;

class AesSecretBoxTest {

    private final AesSecretBox box = new AesSecretBox("a key of this deployment");
    private final WebhookId owner = WebhookId.random();
    private final SigningSecret secret = SigningSecret.random();

    @Test
    void sealedSecret_shouldBeOpenedByItsOwnerAlone() {
        var sealed = box.seal(owner, secret);
        assertThat(box.open(owner, sealed)).isEqualTo(secret);
        var other = WebhookId.random();
        assertThatThrownBy(() -> box.open(other, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealedSecret_shouldNotContainTheSecretAndNeverBeTheSame() {
        var sealed = box.seal(owner, secret);
        assertThat(sealed).doesNotContain(secret.text().substring(6, 20));
        assertThat(box.seal(owner, secret)).isNotEqualTo(sealed);
    }

    @Test
    void sealedSecret_withAnotherKey_shouldNotBeOpened() {
        var sealed = box.seal(owner, secret);
        assertThatThrownBy(() -> new AesSecretBox("another key").open(owner, sealed))
                .isInstanceOf(IllegalStateException.class);
    }
}
