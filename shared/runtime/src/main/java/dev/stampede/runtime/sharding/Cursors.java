package dev.stampede.runtime.sharding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tamper-proof cursors: the position to continue from, authenticated together with the query that it belongs to
 * (HMAC-SHA-256, 128 bits of it). Thread-safe.
 */
public final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    /** Longer than a cursor with DynamoDB's longest sort key (1,024 bytes). */
    private static final int MAX_CHARACTERS = 1500;

    private final SecretKeySpec key;

    /** @param key a secret of this deployment; not blank */
    public Cursors(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param query everything that must be the same on the next page @param position where the next page begins */
    public String seal(String query, String position) {
        var place = position.getBytes(StandardCharsets.UTF_8);
        var seal = sealOf(query, place);
        var bytes = Arrays.copyOf(seal, SEAL_BYTES + place.length);
        System.arraycopy(place, 0, bytes, SEAL_BYTES, place.length);
        return encode(bytes);
    }

    /** @throws IllegalArgumentException if the cursor was not made by {@link #seal} for the same query */
    public String open(String query, String cursor) {
        if (cursor.length() <= MAX_CHARACTERS) {
            var bytes = decode(cursor);
            if (bytes.length >= SEAL_BYTES) {
                var place = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
                if (MessageDigest.isEqual(sealOf(query, place), Arrays.copyOf(bytes, SEAL_BYTES))) {
                    return new String(place, StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalArgumentException("is not a cursor for this query");
    }

    /** The decoder ignores padding and spare bits; only the canonical form is accepted. */
    private static byte[] decode(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            return encode(bytes).equals(cursor) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] sealOf(String query, byte[] place) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var name = query.getBytes(StandardCharsets.UTF_8);
            mac.update((name.length + ":").getBytes(StandardCharsets.UTF_8));
            mac.update(name);
            return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
