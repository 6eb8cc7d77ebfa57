package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Order;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cart beside what the shop offers now.
 *
 * @param offers the current offers of the cart's SKUs; those that are no longer sold are left out
 * @param orders the orders that were made from this cart, whichever version of it
 */
record ShownCart(Cart cart, Map<Sku, Offer> offers, List<Order> orders) {
    ShownCart {
        offers = Map.copyOf(offers);
        orders = List.copyOf(orders);
    }

    /** The order that the cart became, unless it ended without a sale. */
    Optional<Order> liveOrder() {
        return CartOrders.live(orders);
    }

    boolean isExhausted() {
        return CartOrders.isExhausted(orders);
    }
}
