package dev.stampede.runtime.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces personal data by a value that only recognizes it: HMAC-SHA-256 under a key of this deployment, truncated to
 * 96 bits. Without the key, the small set of all network addresses or email addresses cannot be tried out. Thread-safe.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** Long enough that two values never collide in practice, short enough that an order stays one write unit. */
    private static final int BYTES = 12;

    /** Copied for each text, which is faster than to look for the algorithm again. */
    private final Mac keyed;

    /** @param key known to this deployment only; not blank */
    public KeyedHash(String key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** 16 characters of the URL-safe Base64 alphabet. */
    public String of(String text) {
        var hash = copy().doFinal(text.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's " + ALGORITHM + " can be copied", e);
        }
    }
}
