package dev.stampede.browse;

import dev.stampede.browse.ProductCatalog.Page;
import dev.stampede.contracts.catalog.Category;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The categories that have products, and how many. Counting reads an entry of every product, so the result is kept for a
 * few seconds. Thread-safe.
 */
final class CategoryTree {

    static final Duration MEMORY = Duration.ofSeconds(10);

    private final Supplier<Map<Category, Integer>> source;
    private final Clock clock;
    private List<Node> nodes = List.of();
    private Instant outdated = Instant.MIN;

    /** @param source the number of products directly in each category */
    CategoryTree(Supplier<Map<Category, Integer>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** @param products in the category and those in it */
    record Node(Category category, int products) {}

    /**
     * The categories after another one; each comes right before those in it.
     *
     * @param after a category, which need not exist, or null for the first page
     */
    Page<Node> page(@Nullable Category after, int limit) {
        var rest = nodes().stream()
                .filter(node -> after == null || node.category().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page<>(rest, Optional.empty())
                : new Page<>(rest.subList(0, limit), Optional.of(rest.get(limit - 1).category().path()));
    }

    private synchronized List<Node> nodes() {
        var now = clock.instant();
        if (!now.isBefore(outdated)) {
            nodes = counted(source.get());
            outdated = now.plus(MEMORY);
        }
        return nodes;
    }

    private static List<Node> counted(Map<Category, Integer> direct) {
        var counts = new TreeMap<Category, Integer>(direct);
        direct.forEach((category, count) -> category.ancestors()
                .forEach(ancestor -> counts.merge(ancestor, count, Integer::sum)));
        var nodes = new ArrayList<Node>();
        counts.forEach((category, count) -> nodes.add(new Node(category, count)));
        return nodes;
    }
}
