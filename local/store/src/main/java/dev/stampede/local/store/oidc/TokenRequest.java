package dev.stampede.local.store.oidc;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token to issue.
 *
 * @param subject the customer's ID, not blank
 * @param email   null for a token without an email claim
 * @param ttl     at most one day; negative for an expired token
 */
public record TokenRequest(String subject, List<String> groups, @Nullable String email, Duration ttl) {

    static final Duration MAX_TTL = Duration.ofDays(1);

    public TokenRequest {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("sub must not be blank");
        }
        if (ttl.compareTo(MAX_TTL) > 0 || ttl.compareTo(MAX_TTL.negated()) < 0) {
            throw new IllegalArgumentException("ttl must be between -86400 and 86400 seconds");
        }
        groups = List.copyOf(groups);
    }

    /** An administrator's token that expires after one hour. */
    public static TokenRequest admin(String subject) {
        return new TokenRequest(subject, List.of("admin"), null, Duration.ofHours(1));
    }
}
