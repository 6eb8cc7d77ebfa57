package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;

/**
 * The quantity that a SKU is to have in a cart.
 *
 * @param quantity 0, which removes the line, to {@link OrderLine#MAX_QUANTITY}
 */
record LineRequest(Sku sku, int quantity) {

    LineRequest {
        if (quantity < 0 || quantity > OrderLine.MAX_QUANTITY) {
            throw new IllegalArgumentException("must be from 0 to " + OrderLine.MAX_QUANTITY);
        }
    }
}
