package dev.stampede.checkout;

import dev.stampede.shared.id.ProductId;
import dev.stampede.shared.id.Sku;
import dev.stampede.shared.money.Money;

/**
 * What the shop sells under a SKU at this moment.
 *
 * @param name what the order calls it
 * @param soldOut whether inventory last said that there is none left
 */
public record Offer(Sku sku, ProductId productId, String name, Money price, boolean soldOut) {}
