package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog has under a SKU.
 *
 * @param variant the SKU's option values, such as {@code 42 / Red}; may be empty
 * @param maxPerOrder the maximum quantity in an order, or null
 * @param publication when it is sold
 */
public record Offer(
        Sku sku,
        ProductId productId,
        String title,
        String variant,
        Money price,
        Availability availability,
        @Nullable Integer maxPerOrder,
        Publication publication) {

    boolean allows(int quantity) {
        return maxPerOrder == null || quantity <= maxPerOrder;
    }
}
