package dev.stampede.email;

import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Order;

/** Where a buyer sees an order in the storefront. Immutable. */
final class OrderLinks {

    private final String storefront;

    /** @param storefront its URL; empty if there is none */
    OrderLinks(String storefront) {
        this.storefront = storefront.replaceFirst("/+$", "");
    }

    /**
     * The URL of the order's page; empty if there is none. A customer signs in to see the order; a guest's link contains the
     * order's key, which only the buyer may know. An order that was placed without a cart before its key was recorded has none.
     */
    String to(Order order) {
        if (storefront.isEmpty()) {
            return "";
        }
        if (order.owner().isPresent()) {
            return page(order.id().value());
        }
        if (order.placed().cart() != null) {
            return page(CartOrders.key(order).value());
        }
        var key = order.placed().orderKey();
        return key == null ? "" : page(key.value());
    }

    private String page(String id) {
        return storefront + "/orders/" + id;
    }
}
