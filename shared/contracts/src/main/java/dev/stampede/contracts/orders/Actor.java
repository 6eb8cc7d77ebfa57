package dev.stampede.contracts.orders;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decided something about an order.
 *
 * @param kind {@code customer}, {@code guest}, {@code admin} or {@code store}
 * @param subject the token's subject, which is personal data; null for guests and the store
 */
public record Actor(String kind, @Nullable String subject) {

    private static final Set<String> SIGNED_IN = Set.of("customer", "admin");

    /** Whoever has the key to the order and is not signed in. */
    public static final Actor GUEST = new Actor("guest", null);

    /** The store itself, by its rules. */
    public static final Actor STORE = new Actor("store", null);

    public Actor {
        if (SIGNED_IN.contains(kind) == (subject == null)) {
            throw new IllegalArgumentException("Only who is signed in has a subject, and needs one: " + kind);
        }
    }

    public static Actor customer(String subject) {
        return new Actor("customer", subject);
    }

    public static Actor admin(String subject) {
        return new Actor("admin", subject);
    }

    /** Without the subject: the text may end in a log. */
    @Override
    public String toString() {
        return kind;
    }
}
