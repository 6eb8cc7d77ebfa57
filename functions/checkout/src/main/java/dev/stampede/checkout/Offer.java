package dev.stampede.checkout;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/**
 * What the shop sells under a SKU at this moment.
 *
 * @param name what the order calls it
 * @param soldOut whether inventory last said that there is none left
 */
public record Offer(Sku sku, ProductId productId, String name, Money price, boolean soldOut) {}
