package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Offered;
import dev.stampede.contracts.catalog.OfferedVariant;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a product in the catalog.
 *
 * @param version increases with every change; starts at the time of creation, so that a product that is deleted and
 *     created again never repeats a version
 * @param updatedBy the subject of the token of the admin who made the last change; null if it was not recorded
 * @param skuAvailability by variant; a variant without an entry is out of stock
 * @param slugs its slugs
 */
public record CatalogEntry(
        Product product,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String updatedBy,
        Map<Sku, Availability> skuAvailability,
        Slugs slugs) {

    public CatalogEntry {
        skuAvailability = Map.copyOf(skuAvailability);
    }

    static CatalogEntry created(Product product, Instant at, String by) {
        return created(product, at, by, Map.of(), 0);
    }

    /**
     * @param givenUp availability of SKUs that other products give up in the same transaction
     * @param slugCandidate see {@link Slugs#of}
     */
    static CatalogEntry created(
            Product product, Instant at, String by, Map<Sku, Availability> givenUp, int slugCandidate) {
        var received = new HashMap<>(givenUp);
        received.keySet().retainAll(product.skus());
        return new CatalogEntry(
                product, at.toEpochMilli(), at, at, by, received,
                Slugs.of(product, slugCandidate));
    }

    /** Keeps the availability, except for removed variants. */
    public CatalogEntry replacedBy(Product next, Instant at, String by) {
        return replacedBy(next, at, by, Map.of());
    }

    /** @param givenUp availability of SKUs that products, including this one, give up in the same transaction */
    CatalogEntry replacedBy(Product next, Instant at, String by, Map<Sku, Availability> givenUp) {
        var kept = new HashMap<>(givenUp);
        kept.putAll(skuAvailability);
        kept.keySet().retainAll(next.skus());
        return new CatalogEntry(
                next,
                version + 1,
                createdAt,
                at,
                by,
                kept,
                slugs.next(next));
    }

    /** What the product offers, as its stock is. */
    public Offered offered() {
        return Offered.of(
                product.variants().stream().collect(Collectors.toMap(one -> one.sku().value(), Variant::price)),
                skuAvailability.entrySet().stream()
                        .collect(Collectors.toMap(one -> one.getKey().value(), Map.Entry::getValue)));
    }

    /** What the lowest price is compared with, in minor units, or null if it is not reduced. */
    public @Nullable Long compareAtPrice() {
        return OfferedVariant.compareAtPrice(product.variants().stream()
                .map(one -> new OfferedVariant(one.price(), one.compareAtPrice(), availability(one.sku())))
                .toList());
    }

    public Availability availability(Sku sku) {
        return skuAvailability.getOrDefault(sku, Availability.OUT);
    }
}
