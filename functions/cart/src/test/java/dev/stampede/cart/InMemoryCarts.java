package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Carts in memory. Tests can run code before and after each replacement. */
final class InMemoryCarts implements Carts {

    private final Map<CartId, Cart> carts = new ConcurrentHashMap<>();
    private final Map<String, CartId> current = new ConcurrentHashMap<>();
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
    public Optional<CartId> currentOf(String customerId) {
        return Optional.ofNullable(current.get(customerId));
    }

    @Override
    public void makeCurrent(String customerId, CartId cart) {
        current.put(customerId, cart);
    }

    @Override
    public boolean replaceAll(List<Cart> nexts, CurrentChange change) {
        beforeReplace.run();
        var fits = Objects.equals(current.get(change.customerId()), change.before())
                && nexts.stream().allMatch(next -> carts.get(next.id()).version() == next.version() - 1);
        if (fits) {
            nexts.forEach(next -> carts.put(next.id(), next));
            current.put(change.customerId(), change.cart());
        }
        afterReplace.run();
        return fits;
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
