package dev.stampede.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for network addresses without keeping them: HMAC-SHA-256 of the day (UTC) and the address, under a key of this
 * deployment, shortened to 96 bits. It tells whether two requests of one day came from the same address. Without the key
 * nobody can try out all addresses, and from one day to the next the same address has another value. Thread-safe.
 */
final class AddressKeys {

    private static final String ALGORITHM = "HmacSHA256";

    /** Enough that no two callers of a day meet by chance, and few enough that an order stays one write unit. */
    private static final int BYTES = 12;

    private static final int DATE_CHARACTERS = "2000-01-01".length();

    private final SecretKeySpec key;

    /** @param key what only this deployment knows; not blank */
    AddressKeys(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    /** @param address an IP address; empty if it is unknown */
    Optional<String> of(Optional<String> address, Instant now) {
        return address.map(known -> hash(now.toString().substring(0, DATE_CHARACTERS) + " " + network(known)));
    }

    /** Of an IPv6 address the first 64 bits: a household has all addresses that begin with them (RFC 6177). */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var halves = address.split("::", 2);
        var head = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        var tail = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":");
        var groups = new String[8];
        Arrays.fill(groups, "0");
        System.arraycopy(head, 0, groups, 0, Math.min(head.length, 8));
        var kept = Math.min(tail.length, 8 - Math.min(head.length, 8));
        System.arraycopy(tail, tail.length - kept, groups, 8 - kept, kept);
        return String.join(":", Arrays.stream(groups).limit(4).map(AddressKeys::withoutZeros).toList());
    }

    private static String withoutZeros(String group) {
        return group.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
    }

    private String hash(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
