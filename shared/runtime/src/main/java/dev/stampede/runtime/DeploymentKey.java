package dev.stampede.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives a key for each purpose from the setting {@code DEPLOYMENT_KEY} (HMAC-SHA-256 of the purpose's name). What was made
 * with the key of one purpose is therefore of no use for another: a hash of an email address in one table does not lead to a
 * hash of the same address in another, and is never a valid cursor.
 */
public final class DeploymentKey {

    /** What a key is used for. A new name makes everything that was made with the old key unrecognizable. */
    public enum Purpose {
        /** Authenticates the cursors of lists. */
        CURSORS,
        /** Hashes the network addresses in orders. */
        ADDRESSES,
        /** Hashes callers in the counts of rate limits. */
        RATE_LIMITS,
        /** Hashes callers in the records of unpaid orders. */
        UNPAID_ORDERS,
        /** Hashes the addresses in the emails table. */
        EMAILS,
        /** Authenticates the pages on which shoppers confirm payments of the sandbox. */
        SANDBOX_PAYMENTS,
        /** Signs the callbacks of the sandbox. */
        SANDBOX_CALLBACKS,
        /** Encrypts the secrets of webhooks, together with a key of their own. */
        WEBHOOK_SECRETS,
        /** Hashes buyers in what counts towards limits per customer. */
        CUSTOMER_LIMITS
    }

    private static final String ALGORITHM = "HmacSHA256";

    private DeploymentKey() {}

    /** The key for a purpose: 64 hexadecimal digits; empty if the setting is missing, which the reading reports. */
    public static String of(Settings.Reader settings, Purpose purpose) {
        var key = settings.text("DEPLOYMENT_KEY");
        return key.isBlank() ? "" : derive(key, purpose);
    }

    private static String derive(String key, Purpose purpose) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            var name = "stampede/" + purpose.name().toLowerCase(Locale.ROOT);
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
