package dev.stampede.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the sandbox's callbacks and checks them: {@code t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<payload>">}, the form that
 * Stripe's callbacks have. Thread-safe.
 */
final class SandboxSignature {

    static final String HEADER = "Sandbox-Signature";

    /** How far a callback's time can be from the present. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param key known to this deployment only */
    SandboxSignature(String key, Clock clock) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /** The header's value for a payload that is sent now. */
    String of(String payload) {
        var seconds = clock.instant().getEpochSecond();
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(seconds, payload));
    }

    boolean isValid(String payload, String header) {
        var parts = FORM.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        var seconds = Long.parseLong(parts.group(1));
        return MessageDigest.isEqual(mac(seconds, payload), HexFormat.of().parseHex(parts.group(2)))
                && Math.abs(clock.instant().getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    }

    private byte[] mac(long seconds, String payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((seconds + "." + payload).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
