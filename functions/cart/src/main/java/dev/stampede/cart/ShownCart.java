package dev.stampede.cart;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cart beside what the shop offers now.
 *
 * @param offers the current offers of the cart's SKUs; those that are no longer sold are left out
 * @param orderId the live order that this version of the cart became, or null
 */
record ShownCart(Cart cart, Map<Sku, Offer> offers, @Nullable OrderId orderId) {
    ShownCart {
        offers = Map.copyOf(offers);
    }
}
