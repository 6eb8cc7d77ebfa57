package dev.stampede.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes. */
public final class Sha256 {

    private Sha256() {}

    /** 32 bytes. */
    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The hash of a text in UTF-8: 32 bytes. */
    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** The hash of a text in UTF-8: 64 hexadecimal digits, in lower case. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
