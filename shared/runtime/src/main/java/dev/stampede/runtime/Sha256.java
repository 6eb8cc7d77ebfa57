package dev.stampede.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes of texts in UTF-8. */
public final class Sha256 {

    private Sha256() {}

    /** 32 bytes. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** 64 hexadecimal digits, in lower case. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
