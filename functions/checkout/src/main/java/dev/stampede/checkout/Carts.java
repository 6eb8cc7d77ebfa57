package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import java.util.Optional;

/** Reads carts. Implementations are safe for use by many threads. */
public interface Carts {

    /** The cart as it stands now, by a consistent read; expired or not. */
    Optional<Cart> find(CartId id);
}
