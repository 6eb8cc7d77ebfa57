package dev.stampede.runtime.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller, as identified by the authorizer: a guest, or a signed-in customer with the groups of the token.
 *
 * @param customerId the token's subject, or null for a guest
 */
public record Caller(@Nullable String customerId, Set<String> groups) {

    /** Allowed clock skew, as in the authorizer. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    public static final String ADMIN_GROUP = "admin";

    public Caller {
        groups = Set.copyOf(groups);
    }

    public static Caller guest() {
        return new Caller(null, Set.of());
    }

    /** Reads the authorizer's context: {@code customerId} and {@code groups}, separated by spaces. */
    static Caller from(@Nullable Map<String, Object> authorizer) {
        if (authorizer == null || !(authorizer.get("customerId") instanceof String id) || id.isBlank()) {
            return guest();
        }
        var groups = authorizer.get("groups") instanceof String text && !text.isBlank()
                ? Set.copyOf(List.of(text.strip().split("\\s+")))
                : Set.<String> of();
        return new Caller(id, groups);
    }

    /**
     * Whether the caller's token has expired; the authorizer passes {@code expiresAt} in seconds since 1970. API
     * Gateway caches the authorizer's result for minutes and applies it to tokens that have expired since.
     */
    static boolean hasExpired(@Nullable Map<String, Object> authorizer, Instant now) {
        if (authorizer == null || !authorizer.containsKey("expiresAt")) {
            return false;
        }
        var expiresAt = Instant.ofEpochSecond(Long.parseLong(String.valueOf(authorizer.get("expiresAt"))));
        return now.isAfter(expiresAt.plus(CLOCK_SKEW));
    }

    public Optional<String> customer() {
        return Optional.ofNullable(customerId);
    }

    /**
     * The subject of the caller's token.
     *
     * @throws IllegalStateException if the caller is a guest; routes for admins have none
     */
    public String subject() {
        return customer().orElseThrow(() -> new IllegalStateException("A guest has no token"));
    }

    public boolean isAdmin() {
        return groups.contains(ADMIN_GROUP);
    }
}
