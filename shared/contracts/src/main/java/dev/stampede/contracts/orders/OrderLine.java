package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.totals.Totals;

/** An ordered SKU with its quantity and agreed price. */
public record OrderLine(Sku sku, ProductId productId, String name, Money unitPrice, int quantity) {

    /** Maximum quantity of a SKU in a cart or an order. */
    public static final int MAX_QUANTITY = 999;

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("must be at least 1");
        }
    }

    /** As totals have it: without discounts and taxes. */
    public Totals.Line priced() {
        return Totals.Line.priced(sku, unitPrice.amount(), quantity);
    }
}
