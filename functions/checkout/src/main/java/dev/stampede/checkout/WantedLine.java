package dev.stampede.checkout;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/** Units of a SKU that a shopper wants at the price that they saw. */
public record WantedLine(Sku sku, int quantity, Money seen) {}
