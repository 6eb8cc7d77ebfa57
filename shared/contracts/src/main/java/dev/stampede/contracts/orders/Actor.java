package dev.stampede.contracts.orders;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person or system that made a decision about an order.
 *
 * @param kind {@code customer}, {@code guest}, {@code admin} or {@code store}
 * @param subject the token's subject, which is personal data; null for guests and the store
 */
public record Actor(String kind, @Nullable String subject) {

    private static final Set<String> SIGNED_IN = Set.of("customer", "admin");

    /** Anyone who has the key of the order and is not signed in. */
    public static final Actor GUEST = new Actor("guest", null);

    /** The store itself. */
    public static final Actor STORE = new Actor("store", null);

    public Actor {
        if (SIGNED_IN.contains(kind) == (subject == null)) {
            throw new IllegalArgumentException("Customers and admins must have a subject, others must not: " + kind);
        }
    }

    public static Actor customer(String subject) {
        return new Actor("customer", subject);
    }

    public static Actor admin(String subject) {
        return new Actor("admin", subject);
    }

    /** Omits the subject, because the text may be logged. */
    @Override
    public String toString() {
        return kind;
    }
}
