package dev.stampede.contracts.id;

import dev.stampede.runtime.Sha256;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Unguessable ids in lowercase Crockford base 32, five bits per character. Thread-safe; the generator is created on
 * first use, so that no SnapStart snapshot contains its state.
 */
final class RandomIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** 160 bits: collisions are practically impossible and ids cannot be guessed. */
    static final int BYTES = 20;

    /** The length of an id's text. */
    static final int CHARACTERS = BYTES * 8 / 5;

    private static final class Generator {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private RandomIds() {}

    static String random() {
        var bytes = new byte[BYTES];
        Generator.RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** The same text for the same input, and unguessable if the input is. */
    static String derived(String input) {
        return encode(Arrays.copyOf(Sha256.of(input), BYTES));
    }

    static boolean isId(String text, String prefix) {
        return text.length() == prefix.length() + CHARACTERS
                && text.startsWith(prefix)
                && isEncoded(text, prefix.length());
    }

    private static boolean isEncoded(String text, int from) {
        for (var index = from; index < text.length(); index++) {
            if (ALPHABET.indexOf(text.charAt(index)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String encode(byte[] bytes) {
        var text = new StringBuilder(CHARACTERS);
        var buffer = 0;
        var bits = 0;
        for (var value : bytes) {
            buffer = buffer << 8 | value & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return text.toString();
    }
}
