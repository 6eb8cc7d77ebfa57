package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.Optional;

/** All carts. Implementations are safe for use by many threads. */
public interface Carts {

    /** The cart as it stands now, expired or not. */
    Optional<Cart> find(CartId id);

    /** Stores a new cart. */
    void add(Cart cart);

    /**
     * Stores a cart's next version, if the stored one is still the version before it.
     *
     * @return false if somebody else was faster or the cart is gone; then nothing was stored
     */
    boolean replace(Cart next);
}
