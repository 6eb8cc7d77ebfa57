package dev.stampede.shared.orders;

import dev.stampede.shared.id.CartId;
import dev.stampede.shared.id.OrderId;
import java.util.Optional;

/**
 * Finds the order that a version of a cart became. An order that ended without a sale frees its cart, so the same
 * version may be ordered again under the next attempt number: no record of it is needed besides the orders themselves.
 */
public final class CartOrders {

    /** More attempts at one unchanged cart than any person makes. */
    public static final int MAX_ATTEMPTS = 20;

    private final OrderLog log;

    public CartOrders(OrderLog log) {
        this.log = log;
    }

    /** @param attempt the attempt number of {@link OrderId#ofCart}  @param live the order that stands in the way of a new one, if any */
    public record Latest(int attempt, Optional<Order> live) {}

    /**
     * The first attempt that has not ended without a sale: either a live order or a free number.
     *
     * @return empty when all {@link #MAX_ATTEMPTS} are used up
     */
    public Optional<Latest> latest(CartId cart, long version) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var order = log.find(OrderId.ofCart(cart, version, attempt));
            if (order.isEmpty() || !order.get().status().endedWithoutSale()) {
                return Optional.of(new Latest(attempt, order));
            }
        }
        return Optional.empty();
    }
}
