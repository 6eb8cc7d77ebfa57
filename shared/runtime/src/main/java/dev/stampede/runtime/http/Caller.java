package dev.stampede.runtime.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the authorizer found out: a guest, or a signed-in customer with the groups of the token.
 *
 * @param customerId the token's subject, or null for a guest
 */
public record Caller(@Nullable String customerId, Set<String> groups) {

    public static final String ADMIN_GROUP = "admin";

    public Caller {
        groups = Set.copyOf(groups);
    }

    public static Caller guest() {
        return new Caller(null, Set.of());
    }

    /** Reads the context that the authorizer gave: {@code customerId} and {@code groups}, separated by spaces. */
    static Caller from(@Nullable Map<String, Object> authorizer) {
        if (authorizer == null || !(authorizer.get("customerId") instanceof String id) || id.isBlank()) {
            return guest();
        }
        var groups = authorizer.get("groups") instanceof String text && !text.isBlank()
                ? Set.copyOf(List.of(text.strip().split("\\s+")))
                : Set.<String> of();
        return new Caller(id, groups);
    }

    public Optional<String> customer() {
        return Optional.ofNullable(customerId);
    }

    public boolean isAdmin() {
        return groups.contains(ADMIN_GROUP);
    }
}
