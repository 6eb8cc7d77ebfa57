package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Slug;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slugs of a product. Each slug belongs to one product; former ones lead to the product until they are dropped.
 *
 * @param former at most {@link #MAX_FORMER}, newest first
 */
public record Slugs(Slug current, List<Slug> former) {

    public static final int MAX_FORMER = 10;

    /** Slugs tried for a product that does not name one. */
    static final int MAX_CANDIDATES = 5;

    /** Leaves room for a product id and a number. */
    private static final int TITLE_LENGTH = 30;

    public Slugs {
        former = List.copyOf(former);
        if (former.size() > MAX_FORMER) {
            throw new IllegalArgumentException("A product keeps " + MAX_FORMER + " former slugs");
        }
    }

    /**
     * Those of a new product: the slug that it names, else one made of its title.
     *
     * @param candidate 0 for the title alone; others are made unique by the product's id
     */
    static Slugs of(Product product, int candidate) {
        var requested = product.slug();
        return new Slugs(requested == null ? derived(product, candidate) : requested, List.of());
    }

    private static Slug derived(Product product, int candidate) {
        var title = Slug.of(product.title(), candidate == 0 ? Slug.MAX_LENGTH : TITLE_LENGTH);
        if (candidate == 0 && title.isPresent()) {
            return title.get();
        }
        var number = candidate > 1 ? " " + candidate : "";
        var unique = title.map(Slug::value).orElse("") + " " + product.id().value() + number;
        // A product's id begins with a letter or digit, so there is always something left.
        return Slug.of(unique, Slug.MAX_LENGTH).orElseThrow();
    }

    /** Those after a change; a product that does not name a slug keeps its own. */
    Slugs next(Product product) {
        var next = product.slug();
        if (next == null || next.equals(current)) {
            return this;
        }
        return new Slugs(next, Stream.concat(Stream.of(current), former.stream())
                .filter(slug -> !slug.equals(next))
                .limit(MAX_FORMER)
                .toList());
    }

    /** Current and former ones. */
    public Set<Slug> all() {
        var all = new LinkedHashSet<>(former);
        all.add(current);
        return all;
    }
}
