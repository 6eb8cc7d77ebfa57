package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.orders.OrderNotes;
import dev.stampede.runtime.http.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as checkout reads it.
 *
 * @param customerId the owner, or null for a guest's cart, which is accessible to anyone who knows its id
 * @param lines at the prices that the shopper saw, with different SKUs
 * @param notes what the order will have besides lines, or null
 * @param mergedInto the cart that has the lines of this one since, or null
 * @param expiresAt when the cart ceases to exist, whether or not it has been deleted
 */
public record Cart(
        CartId id, long version, @Nullable String customerId, List<WantedLine> lines, @Nullable OrderNotes notes,
        @Nullable CartId mergedInto,
        Instant expiresAt) {

    public Cart {
        lines = List.copyOf(lines);
    }

    boolean isOpenTo(Caller caller) {
        return customerId == null || customerId.equals(caller.customerId());
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
