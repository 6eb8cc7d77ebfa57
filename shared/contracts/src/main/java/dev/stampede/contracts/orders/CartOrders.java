package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the orders that a version of a cart became. An order that ended without a sale frees its cart, so the same
 * version may be ordered again under the next attempt number: no record of it is needed besides the orders themselves.
 */
public final class CartOrders {

    /** More attempts at one unchanged cart than any person makes. */
    public static final int MAX_ATTEMPTS = 20;

    private final OrderLog log;

    public CartOrders(OrderLog log) {
        this.log = log;
    }

    /** All orders of this version, by attempt from 0 on. */
    public List<Order> of(CartId cart, long version) {
        return from(cart, version, 0);
    }

    /** The order that stands in the way of a new one, if any. */
    public Optional<Order> live(CartId cart, long version) {
        return of(cart, version).stream().filter(order -> !order.freesCart()).findFirst();
    }

    /** Whether an order's cart was ordered again, unchanged, by an order that has not ended without a sale itself. */
    public boolean isReplaced(Order order) {
        var made = order.placed().cart();
        return made != null
                && from(made.cartId(), made.version(), made.attempt() + 1).stream().anyMatch(next -> !next.freesCart());
    }

    private List<Order> from(CartId cart, long version, int attempt) {
        return IntStream.range(attempt, MAX_ATTEMPTS)
                .mapToObj(next -> log.find(OrderId.ofCart(cart, version, next)))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }
}
