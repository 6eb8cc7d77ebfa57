package dev.stampede.contracts.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a product offers, as its stock is now. It is part of the product's item and of its listings; whoever writes variants
 * or availability writes it too.
 *
 * @param availability the best of the variants
 * @param prices the prices of the variants in stock, or of all variants if none is in stock, in minor units; 1 or more
 */
public record Offered(Availability availability, SortedSet<Long> prices) {

    public Offered {
        prices = Collections.unmodifiableSortedSet(new TreeSet<>(prices));
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("A product has at least one price");
        }
    }

    /**
     * @param prices of all variants, by SKU
     * @param availability by SKU; a variant without an entry is out of stock
     */
    public static Offered of(Map<String, Long> prices, Map<String, Availability> availability) {
        var inStock = new TreeSet<Long>();
        var best = Availability.OUT;
        for (var variant : prices.entrySet()) {
            var one = availability.getOrDefault(variant.getKey(), Availability.OUT);
            if (one != Availability.OUT) {
                inStock.add(variant.getValue());
                best = one.compareTo(best) < 0 ? one : best;
            }
        }
        return new Offered(best, inStock.isEmpty() ? new TreeSet<>(prices.values()) : inStock);
    }

    public long lowestPrice() {
        return prices.first();
    }

    public long highestPrice() {
        return prices.last();
    }
}
