package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/** An ordered SKU with its quantity and agreed price. */
public record OrderLine(Sku sku, ProductId productId, String name, Money unitPrice, int quantity) {

    /** Maximum quantity of a SKU in a cart or an order. */
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
