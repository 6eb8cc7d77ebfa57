package dev.stampede.webhooks.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.Sha256;
import dev.stampede.webhooks.SecretBox;
import dev.stampede.webhooks.SigningSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in GCM, with a random nonce of 96 bits and the webhook's id as additional data. Thread-safe. */
public final class AesSecretBox implements SecretBox {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Created on first use, so that no snapshot contains its state. */
    private static final class Generator {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private final SecretKeySpec key;

    /** @param key a secret of this deployment; not blank */
    public AesSecretBox(String key) {
        this.key = new SecretKeySpec(Sha256.of("stampede/webhook-secrets/" + key), "AES");
    }

    @Override
    public String seal(WebhookId owner, SigningSecret secret) {
        var nonce = new byte[NONCE_BYTES];
        Generator.RANDOM.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, owner, nonce, secret.text().getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(
                ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    }

    @Override
    public SigningSecret open(WebhookId owner, String sealed) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        return SigningSecret.parse(new String(run(Cipher.DECRYPT_MODE, owner, nonce, encrypted), UTF_8));
    }

    private byte[] run(int mode, WebhookId owner, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.value().getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of webhook " + owner + " was sealed with another key", e);
        }
    }
}
