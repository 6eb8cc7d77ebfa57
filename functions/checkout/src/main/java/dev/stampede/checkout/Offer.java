package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutOutcome.OverLimitPerOrder.Limit;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Goods;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog has under a SKU.
 *
 * @param name the name in orders
 * @param soldOut whether inventory last reported it as sold out
 * @param maxPerOrder the maximum quantity in an order, or null
 * @param maxPerCustomer the maximum quantity in all orders of a customer, or null
 * @param requiresSignIn whether only signed-in customers can buy it
 * @param publication when it is sold
 * @param goods what its shipping and taxes depend on
 */
public record Offer(
        Sku sku,
        ProductId productId,
        String name,
        Money price,
        boolean soldOut,
        @Nullable Integer maxPerOrder,
        @Nullable Integer maxPerCustomer,
        boolean requiresSignIn,
        Publication publication,
        Goods goods) {

    OrderLine ordered(int quantity) {
        return new OrderLine(sku, productId, name, price, quantity);
    }

    /** The limit per customer that this many exceed in a single order, if any. */
    Optional<CustomerLimit> customerLimit(int quantity) {
        return maxPerCustomer != null && quantity > maxPerCustomer
                ? Optional.of(new CustomerLimit(sku, maxPerCustomer))
                : Optional.empty();
    }

    /** The limit that an order of this many exceeds, if any. */
    Optional<Limit> limit(int quantity) {
        return maxPerOrder != null && quantity > maxPerOrder
                ? Optional.of(new Limit(sku, maxPerOrder))
                : Optional.empty();
    }
}
