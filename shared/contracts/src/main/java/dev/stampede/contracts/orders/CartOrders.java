package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the orders of a cart. Orders are numbered by attempt: attempt {@code n + 1} is possible only after order {@code n}
 * ended without a sale. An order's first fact claims the attempt for any version of the cart, so a cart that changes during
 * a checkout cannot be ordered twice, and its orders can be found without knowing the version.
 * Thread-safe.
 */
public final class CartOrders {

    /** More orders of one cart than any person places. */
    public static final int MAX_ATTEMPTS = 20;

    private final OrderLog log;

    public CartOrders(OrderLog log) {
        this.log = log;
    }

    /** All orders of the cart, by attempt from 0. Costs one strongly consistent read per order and one more. */
    public List<Order> of(CartId cart) {
        return from(cart, 0);
    }

    /** The order that prevents a new order of the cart, if any. */
    public static Optional<Order> live(List<Order> orders) {
        return orders.stream().filter(order -> !order.freesCart()).findFirst();
    }

    /** The key of a cart's order. @throws IllegalArgumentException if the order was placed without a cart */
    public static OrderKey key(Order order) {
        var made = order.placed().cart();
        if (made == null) {
            throw new IllegalArgumentException("Order " + order.id() + " was placed without a cart");
        }
        return made.orderKey();
    }

    /** Whether a cart with these orders has used up its attempts. */
    public static boolean isExhausted(List<Order> orders) {
        return orders.size() >= MAX_ATTEMPTS && live(orders).isEmpty();
    }

    /** Whether the order's cart has a later live order. */
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
