package dev.stampede.catalog;

import dev.stampede.catalog.Products.Change;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Products that take SKUs from each other. They must be written together: a SKU belongs to one product at all times. */
final class SkuExchange {

    private SkuExchange() {}

    /**
     * Divides the products into the smallest groups that exchange no SKUs with each other. Most groups have a single
     * product.
     *
     * @param wanted different products that have no SKU in common
     * @param current the current state of those that exist
     */
    static List<List<Product>> groups(List<Product> wanted, Collection<CatalogEntry> current) {
        var owners = new HashMap<Sku, ProductId>();
        current.forEach(entry -> entry.product().skus().forEach(sku -> owners.put(sku, entry.product().id())));
        var groups = new HashMap<ProductId, List<Product>>();
        wanted.forEach(product -> groups.put(product.id(), new ArrayList<>(List.of(product))));
        for (var product : wanted) {
            for (var sku : product.skus()) {
                var giver = groups.get(owners.getOrDefault(sku, product.id()));
                var taker = groups.get(product.id());
                if (giver != taker) {
                    giver.addAll(taker);
                    taker.forEach(member -> groups.put(member.id(), giver));
                }
            }
        }
        return wanted.stream().map(product -> groups.get(product.id())).distinct().toList();
    }

    /**
     * The changes from the current to the wanted products. A SKU keeps its availability when it moves.
     *
     * @param by the subject of the token of the admin who makes the changes
     * @param slugCandidates by product, 0 for those that are missing; see {@link Slugs#of}
     */
    static List<Change> changes(
            Collection<Product> wanted,
            Collection<CatalogEntry> current,
            Instant at,
            String by,
            Map<ProductId, Integer> slugCandidates) {
        var entries = current.stream()
                .collect(Collectors.toMap(entry -> entry.product().id(), Function.identity()));
        var givenUp = new HashMap<Sku, Availability>();
        for (var product : wanted) {
            var entry = entries.get(product.id());
            if (entry != null) {
                givenUp.putAll(entry.skuAvailability());
            }
        }
        return wanted.stream()
                .map(product -> change(product, entries, givenUp, at, by, slugCandidates.getOrDefault(product.id(), 0)))
                .toList();
    }

    private static Change change(
            Product product, Map<ProductId, CatalogEntry> entries, Map<Sku, Availability> givenUp, Instant at,
            String by, int slugCandidate) {
        var seen = entries.get(product.id());
        return new Change(
                seen,
                seen == null
                        ? CatalogEntry.created(product, at, by, givenUp, slugCandidate)
                        : seen.replacedBy(product, at, by, givenUp));
    }
}
