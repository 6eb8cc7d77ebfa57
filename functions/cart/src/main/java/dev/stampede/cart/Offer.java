package dev.stampede.cart;

import dev.stampede.shared.id.ProductId;
import dev.stampede.shared.id.Sku;
import dev.stampede.shared.money.Money;

/**
 * What the shop sells under a SKU at this moment.
 *
 * @param variant tells the SKU from its siblings; may be empty
 */
public record Offer(Sku sku, ProductId productId, String title, String variant, Money price,
        Availability availability) {}
