package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quantity that a SKU is to have in a cart.
 *
 * @param quantity 0, which removes the line, to {@link OrderLine#MAX_QUANTITY}
 * @param metadata of the line, or null to leave it as it is
 */
record LineRequest(Sku sku, int quantity, @Nullable Map<String, String> metadata) {

    /** Leaves the metadata as it is. */
    LineRequest(Sku sku, int quantity) {
        this(sku, quantity, null);
    }

    LineRequest {
        if (quantity < 0 || quantity > OrderLine.MAX_QUANTITY) {
            throw new IllegalArgumentException("must be from 0 to " + OrderLine.MAX_QUANTITY);
        }
    }
}
