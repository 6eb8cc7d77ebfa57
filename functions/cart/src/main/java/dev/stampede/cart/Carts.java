package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.Optional;

/** Stores carts. Implementations are safe for use by many threads. */
public interface Carts {

    /** The current cart, even if it has expired. */
    Optional<Cart> find(CartId id);

    /** Stores a new cart. */
    void add(Cart cart);

    /**
     * Stores the next version of a cart if the stored version is still the previous one.
     *
     * @return false if another writer changed or deleted the cart; nothing was stored
     */
    boolean replace(Cart next);
}
