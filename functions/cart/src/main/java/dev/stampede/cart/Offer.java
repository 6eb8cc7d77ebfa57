package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/**
 * What the shop sells under a SKU at this moment.
 *
 * @param variant tells the SKU from its siblings; may be empty
 */
public record Offer(Sku sku, ProductId productId, String title, String variant, Money price,
        Availability availability) {}
