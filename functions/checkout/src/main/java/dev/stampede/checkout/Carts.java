package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import java.util.Optional;

/** Reads carts. Implementations are safe for use by many threads. */
public interface Carts {

    /** The current cart, by a strongly consistent read, even if it has expired. */
    Optional<Cart> find(CartId id);
}
