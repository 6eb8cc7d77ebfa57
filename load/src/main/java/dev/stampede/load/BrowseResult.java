package dev.stampede.load;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reading pages showed.
 *
 * @param command the command line
 * @param imports how long loading the catalog took, in the order of the catalog's sizes
 * @param changes how long after a change the search found it, in the order of the catalog's sizes
 * @param pages   by store, size and kind of page, in the order in which they were read first
 */
record BrowseResult(String command, List<Import> imports, List<Changes> changes, List<Pages> pages) {

    BrowseResult {
        imports = List.copyOf(imports);
        changes = List.copyOf(changes);
        pages = List.copyOf(pages);
    }

    /**
     * @param seconds          for loading those that were missing
     * @param searchableSeconds how long after that the search found the last one
     */
    record Import(String store, int products, double seconds, double searchableSeconds) {

        double perSecond() {
            return seconds == 0 ? 0 : products / seconds;
        }
    }

    /** @param millis from the answer to a change until the search found it */
    record Changes(String store, int products, Percentiles millis) {}

    /**
     * Pages of one kind.
     *
     * @param perSecond       requests per second in each round
     * @param latency         of all rounds
     * @param failures        responses other than 200, by status; 0 stands for no response
     * @param readUnitsPerRequest null if the store's capacity cannot be metered
     * @param cacheReads by level of caching; those that were not used are left out
     */
    record Pages(String store, int products, CatalogPage page, List<Double> perSecond, Percentiles latency,
            Map<Integer, Long> failures, @Nullable Double readUnitsPerRequest,
            Map<String, CacheReads> cacheReads) {

        /** The median over the rounds. */
        double median() {
            var sorted = perSecond.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    boolean allAnswered() {
        return pages.stream().allMatch(page -> page.failures().isEmpty());
    }
}
