package dev.stampede.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 hash of an email address in lower case, in hexadecimal: identifies an address without storing it. */
public record AddressHash(String value) {

    public static AddressHash of(String address) {
        try {
            var bytes = address.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
            return new AddressHash(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
