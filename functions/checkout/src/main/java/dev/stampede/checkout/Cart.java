package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.money.Money;
import dev.stampede.runtime.http.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What checkout reads of a cart.
 *
 * @param customerId the customer who claimed it, or null; then it is open to whoever knows its id
 * @param lines at the prices that the shopper saw; no SKU twice
 * @param expiresAt from then on the cart does not exist, whether or not it has been deleted
 */
public record Cart(
        CartId id, long version, @Nullable String customerId, List<WantedLine> lines, Instant expiresAt) {

    public Cart {
        lines = List.copyOf(lines);
    }

    boolean isOpenTo(Caller caller) {
        return customerId == null || customerId.equals(caller.customerId());
    }

    /** The sum at the prices that the shopper saw; none of an empty cart. */
    Optional<Money> total() {
        return lines.stream().map(WantedLine::total).reduce(Money::plus);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
