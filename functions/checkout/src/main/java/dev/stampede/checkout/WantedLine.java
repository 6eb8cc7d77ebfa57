package dev.stampede.checkout;

import dev.stampede.shared.id.Sku;
import dev.stampede.shared.money.Money;

/** Units of a SKU that somebody wants at the price that they saw. */
public record WantedLine(Sku sku, int quantity, Money seen) {}
