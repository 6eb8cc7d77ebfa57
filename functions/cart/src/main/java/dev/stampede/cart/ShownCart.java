package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Order;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cart with the current offers of its SKUs.
 *
 * @param offers the current offers; SKUs that are no longer for sale are omitted
 * @param orders the orders of this cart, of any version
 */
record ShownCart(Cart cart, Map<Sku, Offer> offers, List<Order> orders) {
    ShownCart {
        offers = Map.copyOf(offers);
        orders = List.copyOf(orders);
    }

    /** The cart's order that has not ended without a sale, if any. */
    Optional<Order> liveOrder() {
        return CartOrders.live(orders);
    }

    boolean isExhausted() {
        return CartOrders.isExhausted(orders);
    }
}
