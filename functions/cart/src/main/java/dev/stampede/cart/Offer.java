package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Goods;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog has under a SKU.
 *
 * @param variant the SKU's option values, such as {@code 42 / Red}; may be empty
 * @param options the value of each option of the product, by its name; may be empty
 * @param picture what shows it, or null
 * @param maxPerOrder the maximum quantity in an order, or null
 * @param maxPerCustomer the maximum quantity in all orders of a customer, or null
 * @param requiresSignIn whether only signed-in customers can buy it
 * @param publication when it is sold
 * @param goods what its shipping and taxes depend on
 */
public record Offer(
        Sku sku,
        ProductId productId,
        String title,
        String variant,
        Map<String, String> options,
        @Nullable Picture picture,
        Money price,
        Availability availability,
        @Nullable Integer maxPerOrder,
        @Nullable Integer maxPerCustomer,
        boolean requiresSignIn,
        Publication publication,
        Goods goods) {

    public Offer {
        options = Map.copyOf(options);
    }

    boolean isSoldOut() {
        return availability == Availability.OUT;
    }

    /** The maximum quantity in a cart. */
    int limit() {
        return Math.min(orderLimit(), maxPerCustomer == null ? OrderLine.MAX_QUANTITY : maxPerCustomer);
    }

    /** Whether the limit per customer is the lower one: a customer cannot have more in one order either. */
    boolean isLimitedPerCustomer() {
        return maxPerCustomer != null && maxPerCustomer < orderLimit();
    }

    private int orderLimit() {
        return maxPerOrder == null ? OrderLine.MAX_QUANTITY : Math.min(maxPerOrder, OrderLine.MAX_QUANTITY);
    }
}
