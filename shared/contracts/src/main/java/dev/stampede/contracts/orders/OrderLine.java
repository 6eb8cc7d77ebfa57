package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/** What was ordered, at the price that was agreed. */
public record OrderLine(Sku sku, ProductId productId, String name, Money unitPrice, int quantity) {

    /** Units of one SKU that a cart or a request for an order may ask for. */
    public static final int MAX_QUANTITY = 999;

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("must be at least 1");
        }
    }

    public Money total() {
        return unitPrice.times(quantity);
    }
}
