package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Carts in memory. Tests can run code before and after each replacement. */
final class InMemoryCarts implements Carts {

    private final Map<CartId, Cart> carts = new ConcurrentHashMap<>();
    private Runnable beforeReplace = () -> {};
    private Runnable afterReplace = () -> {};

    InMemoryCarts with(Cart cart) {
        carts.put(cart.id(), cart);
        return this;
    }

    void beforeReplace(Runnable interruption) {
        beforeReplace = interruption;
    }

    void afterReplace(Runnable interruption) {
        afterReplace = interruption;
    }

    @Override
    public Optional<Cart> find(CartId id) {
        return Optional.ofNullable(carts.get(id));
    }

    @Override
    public void add(Cart cart) {
        carts.put(cart.id(), cart);
    }

    @Override
    public boolean replace(Cart next) {
        beforeReplace.run();
        var stored = carts.computeIfPresent(
                next.id(), (id, current) -> current.version() == next.version() - 1 ? next : current);
        afterReplace.run();
        return stored == next;
    }
}
