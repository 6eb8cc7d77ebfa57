package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.runtime.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a caller for the limits on unpaid orders: a customer by id, a guest by mailbox, and both also by network
 * address. Contains hashes instead of personal data.
 *
 * @param value {@code customer#...}, {@code email#...} or {@code address#...}
 */
public record CallerKey(String value) {

    private static final String ADDRESS = "address#";

    /**
     * The keys of a caller: one or two.
     *
     * @param customerId null for a guest
     * @param email the order's email address
     * @param addressKey see {@link OrderPlaced}; null if unknown
     */
    public static List<CallerKey> of(@Nullable String customerId, String email, @Nullable String addressKey) {
        var keys = new ArrayList<CallerKey>();
        keys.add(new CallerKey(customerId == null
                ? "email#" + Sha256.hex(mailbox(email))
                : "customer#" + Sha256.hex(customerId)));
        if (addressKey != null) {
            keys.add(new CallerKey(ADDRESS + addressKey));
        }
        return List.copyOf(keys);
    }

    /** The keys of the caller who placed an order. */
    public static List<CallerKey> of(OrderPlaced placed) {
        return of(placed.customerId(), placed.contact().email(), placed.addressKey());
    }

    /** Whether several people can share this key. */
    boolean isAddress() {
        return value.startsWith(ADDRESS);
    }

    /**
     * The address in lower case without its subaddress: {@code a+b@example.com} and {@code A@example.com} usually reach the
     * same person. Used for counting only.
     */
    public static String mailbox(String email) {
        return email.strip().toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }
}
