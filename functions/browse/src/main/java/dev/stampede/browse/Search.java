package dev.stampede.browse;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds products by words. Exact matches come first. For a common word only some of the matching products are read,
 * so each candidate is checked against all words. Thread-safe.
 */
final class Search {

    /** Maximum number of candidates that a search reads. */
    private static final int MAX_CANDIDATES = 300;

    /** Minimum number of candidates per read. */
    private static final int MIN_READ = 20;

    private final ProductCatalog catalog;

    Search(ProductCatalog catalog) {
        this.catalog = catalog;
    }

    /** @param limit 1 to 100 */
    List<ProductSummary> find(SearchQuery query, int limit) {
        var candidates = candidates(Parallel.map(query.words(), SearchQuery.MAX_WORDS, catalog::matches));
        var found = new ArrayList<ProductSummary>();
        var size = Math.max(limit, MIN_READ);
        for (var start = 0; start < candidates.size() && found.size() < limit; start += size) {
            var chunk = candidates.subList(start, Math.min(start + size, candidates.size()));
            catalog.products(chunk).stream().filter(query::matches).forEach(found::add);
        }
        return found.stream().limit(limit).toList();
    }

    /** Candidates that may match all words, best matches first. */
    private static List<ProductId> candidates(List<WordMatches> words) {
        var byScore = Comparator.<ProductId> comparingInt(
                id -> words.stream().mapToInt(word -> word.score(id)).sum());
        return words.stream()
                .flatMap(word -> word.products().keySet().stream())
                .distinct()
                .filter(id -> words.stream().allMatch(word -> word.mayHave(id)))
                .sorted(byScore.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MAX_CANDIDATES)
                .toList();
    }
}
