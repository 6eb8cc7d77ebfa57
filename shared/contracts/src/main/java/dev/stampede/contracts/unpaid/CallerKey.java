package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.orders.Fact.OrderPlaced;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a caller for the limits on unpaid orders: a customer by id, a guest by mailbox, and both also by network
 * address.
 *
 * @param id personal: stored as a keyed hash only
 */
public record CallerKey(Kind kind, String id) {

    /** What identifies the caller. */
    public enum Kind {
        CUSTOMER,
        /** The id is a {@linkplain CallerKey#mailbox mailbox}. */
        EMAIL,
        /** The id is the {@code addressKey} of {@link OrderPlaced}. */
        ADDRESS
    }

    /**
     * The keys of a caller: one or two.
     *
     * @param customerId null for a guest
     * @param email the order's email address
     * @param addressKey see {@link OrderPlaced}; null if unknown
     */
    public static List<CallerKey> of(@Nullable String customerId, String email, @Nullable String addressKey) {
        var keys = new ArrayList<CallerKey>();
        keys.add(customerId == null
                ? new CallerKey(Kind.EMAIL, mailbox(email))
                : new CallerKey(Kind.CUSTOMER, customerId));
        if (addressKey != null) {
            keys.add(new CallerKey(Kind.ADDRESS, addressKey));
        }
        return List.copyOf(keys);
    }

    /** The keys of the caller who placed an order. */
    public static List<CallerKey> of(OrderPlaced placed) {
        return of(placed.customerId(), placed.contact().email(), placed.addressKey());
    }

    /** Whether several people can share this key. */
    boolean isAddress() {
        return kind == Kind.ADDRESS;
    }

    /** As a record's own, which is linked at its first call: that makes the first answer of a function wait for some milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CallerKey key && kind == key.kind && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + id.hashCode();
    }

    /** Omits the id, because the text may be logged. */
    @Override
    public String toString() {
        return "CallerKey[" + kind + "]";
    }

    /**
     * The address in lower case without its subaddress: {@code a+b@example.com} and {@code A@example.com} usually reach the
     * same person. Used for counting only.
     */
    public static String mailbox(String email) {
        return email.strip().toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }
}
