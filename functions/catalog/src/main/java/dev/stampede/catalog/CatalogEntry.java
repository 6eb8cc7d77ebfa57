package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A product as it stands in the catalog.
 *
 * @param version grows with every change; begins with the time of creation, so that a product that was deleted and made
 *     anew has no version twice
 * @param availability of the product, its best variant's
 * @param skuAvailability of the variants; without entry, a variant is out
 * @param words the words by which the product is found at present
 */
public record CatalogEntry(
        Product product,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Availability availability,
        Map<Sku, Availability> skuAvailability,
        Set<String> words) {

    public CatalogEntry {
        skuAvailability = Map.copyOf(skuAvailability);
        words = Set.copyOf(words);
    }

    static CatalogEntry created(Product product, Instant at) {
        return created(product, at, Map.of());
    }

    /** @param givenUp availability of SKUs that other products give up at the same time */
    static CatalogEntry created(Product product, Instant at, Map<Sku, Availability> givenUp) {
        var now = at.truncatedTo(ChronoUnit.MILLIS);
        var received = new HashMap<>(givenUp);
        received.keySet().retainAll(product.skus());
        return new CatalogEntry(
                product, now.toEpochMilli(), now, now, Availability.best(received.values()), received, product.words());
    }

    /** What inventory found out stays, except of variants that are no more. */
    public CatalogEntry replacedBy(Product next, Instant at) {
        return replacedBy(next, at, Map.of());
    }

    /** @param givenUp availability of SKUs that products, this one too, give up at the same time */
    CatalogEntry replacedBy(Product next, Instant at, Map<Sku, Availability> givenUp) {
        var kept = new HashMap<>(givenUp);
        kept.putAll(skuAvailability);
        kept.keySet().retainAll(next.skus());
        return new CatalogEntry(
                next,
                version + 1,
                createdAt,
                at.truncatedTo(ChronoUnit.MILLIS),
                kept.equals(skuAvailability) ? availability : Availability.best(kept.values()),
                kept,
                next.words());
    }

    public Availability availability(Sku sku) {
        return skuAvailability.getOrDefault(sku, Availability.OUT);
    }
}
