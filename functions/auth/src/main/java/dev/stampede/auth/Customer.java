package dev.stampede.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in customer.
 *
 * @param id the token's subject, not blank
 * @param groups the customer's groups at the issuer
 * @param verifiedEmail the email address, if the issuer has verified it
 */
public record Customer(String id, List<String> groups, @Nullable String verifiedEmail) {

    private static final String ADMIN_GROUP = "admin";
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

    /**
     * Groups whose names contain whitespace are ignored: functions receive the names as one whitespace-separated
     * string.
     */
    public Customer {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A customer has an id");
        }
        groups = groups.stream()
                .filter(group -> !group.isEmpty() && !WHITE_SPACE.matcher(group).find())
                .toList();
    }

    boolean isAdmin() {
        return groups.contains(ADMIN_GROUP);
    }

    Optional<String> email() {
        return Optional.ofNullable(verifiedEmail);
    }
}
