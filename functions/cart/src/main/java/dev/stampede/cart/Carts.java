package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.List;
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

    /** The customer's current cart, whatever has become of it. */
    Optional<CartId> currentOf(String customerId);

    /** Makes a cart the customer's current one, whichever was. */
    void makeCurrent(String customerId, CartId cart);

    /**
     * Stores the next versions of carts and makes a cart the customer's current one: all of it, or nothing.
     *
     * @param nexts at most 10, may be empty
     * @return false if another writer changed a cart, or the current cart is another one; nothing was stored
     */
    boolean replaceAll(List<Cart> nexts, CurrentChange current);
}
