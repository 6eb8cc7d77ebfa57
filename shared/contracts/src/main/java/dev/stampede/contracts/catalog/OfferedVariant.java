package dev.stampede.contracts.catalog;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variant as its product's card depends on it.
 *
 * @param price in minor units
 * @param compareAtPrice greater than the price, or null if the variant is not reduced
 */
public record OfferedVariant(long price, @Nullable Long compareAtPrice, Availability availability) {

    /**
     * What the lowest price of {@link Offered} is compared with, in minor units, or null if it is not reduced. Variants that
     * are not offered, because others are in stock, don't count. If several have the lowest price, the card says nothing that
     * does not hold for each of them: it has the lowest of their compare-at prices, and none if one of them is not reduced.
     */
    public static @Nullable Long compareAtPrice(Collection<OfferedVariant> variants) {
        var inStock = variants.stream().filter(one -> one.availability() != Availability.OUT).toList();
        var offered = inStock.isEmpty() ? variants : inStock;
        var lowest = offered.stream().mapToLong(OfferedVariant::price).min();
        var compared = offered.stream().filter(one -> one.price() == lowest.orElseThrow())
                .map(OfferedVariant::compareAtPrice).toList();
        return compared.stream().anyMatch(Objects::isNull)
                ? null
                : compared.stream().min(Long::compare).orElseThrow();
    }
}
