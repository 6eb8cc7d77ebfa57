package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the orders of a cart. They are numbered: order {@code n + 1} can exist only after order {@code n} ended without a
 * sale and so freed the cart. A number is taken by putting the order's first fact, whichever version of the cart was
 * ordered, so a cart that changes during a checkout cannot be ordered twice, and whoever knows the cart finds its order.
 * Thread-safe.
 */
public final class CartOrders {

    /** More orders of one cart than any person makes. */
    public static final int MAX_ATTEMPTS = 20;

    private final OrderLog log;

    public CartOrders(OrderLog log) {
        this.log = log;
    }

    /** All orders of this cart, by attempt from 0 on: one consistent read for each, and one more. */
    public List<Order> of(CartId cart) {
        return from(cart, 0);
    }

    /** The order that prevents a new order of the cart, if any. */
    public static Optional<Order> live(List<Order> orders) {
        return orders.stream().filter(order -> !order.freesCart()).findFirst();
    }

    /** The key to an order that was made from a cart. @throws IllegalArgumentException if it was made without one */
    public static OrderKey key(Order order) {
        var made = order.placed().cart();
        if (made == null) {
            throw new IllegalArgumentException("Order " + order.id() + " was made without a cart");
        }
        return made.orderKey();
    }

    /** Whether a cart with these orders can no longer be ordered. */
    public static boolean isExhausted(List<Order> orders) {
        return orders.size() >= MAX_ATTEMPTS && live(orders).isEmpty();
    }

    /** Whether an order's cart was ordered again by an order that has not ended without a sale itself. */
    public boolean isReplaced(Order order) {
        var made = order.placed().cart();
        return made != null && live(from(made.cartId(), made.attempt() + 1)).isPresent();
    }

    private List<Order> from(CartId cart, int attempt) {
        return IntStream.range(attempt, MAX_ATTEMPTS)
                .mapToObj(next -> log.find(OrderKey.ofCart(cart, next).orderId()))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }
}
