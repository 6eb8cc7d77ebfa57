package dev.stampede.contracts.orders;

import dev.stampede.runtime.Sha256;

/**
 * What facts keep of the {@code Idempotency-Key} of the request that caused them: the key and a hash of the request, so that the
 * same request is recognised and another one with the same key is not taken for it.
 */
public final class RequestKey {

    /** No character of a key. */
    private static final char SEPARATOR = ' ';
    /** Hexadecimal digits: the hash distinguishes requests of one caller with one key, not of everybody. */
    private static final int HASH_LENGTH = 16;

    private RequestKey() {}

    /**
     * @param key visible ASCII characters
     * @param request the operation and what it was asked to do
     */
    public static String of(String key, String request) {
        return key + SEPARATOR + Sha256.hex(request).substring(0, HASH_LENGTH);
    }

    /** Whether it is a repetition. Facts that were written before requests were hashed have the key alone. */
    static boolean isSame(String stored, String given) {
        return stored.equals(given) || stored.equals(key(given));
    }

    /** Whether it is the key of another request. */
    static boolean isReused(String stored, String given) {
        return key(stored).equals(key(given)) && !isSame(stored, given);
    }

    private static String key(String requestKey) {
        var end = requestKey.indexOf(SEPARATOR);
        return end < 0 ? requestKey : requestKey.substring(0, end);
    }
}
