package dev.stampede.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's events are signed with, as Standard Webhooks defines it (standard-webhooks, "Signature scheme"): 24 to 64
 * random bytes, written as {@code whsec_} and their Base64. Immutable.
 */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    /** Created on first use, so that no snapshot contains its state. */
    private static final class Generator {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private final byte[] key;

    private SigningSecret(byte[] key) {
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
        }
        this.key = key.clone();
    }

    public static SigningSecret random() {
        var bytes = new byte[BYTES];
        Generator.RANDOM.nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    /** @throws IllegalArgumentException if the text is not a secret */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("must begin with " + PREFIX);
        }
        return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    /** As its receiver keeps it. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** One signature of the header {@code webhook-signature}: {@code v1,} and its Base64. @param id without a dot */
    public String sign(String id, Instant timestamp, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var content = id + "." + timestamp.getEpochSecond() + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Not the secret, because the text may be logged. */
    @Override
    public String toString() {
        return "SigningSecret";
    }
}
