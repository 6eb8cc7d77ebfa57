package dev.stampede.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a level of caching answered.
 *
 * @param hits   from the cache
 * @param stale  from the cache, while the value was loaded again
 * @param misses after the value was loaded, also because the cache did not answer
 */
record CacheReads(double hits, double stale, double misses) {

    static final CacheReads NONE = new CacheReads(0, 0, 0);

    /** The metric {@code CacheReads} of the functions' own caches; other levels have a prefix. */
    private static final Pattern METRIC = Pattern.compile("(\\w*)CacheReads\\{Outcome=(\\w+)}");
    private static final String OWN = "function";

    /** @param metrics sums by name, as {@code /_local/metrics} answers @return by level */
    static Map<String, CacheReads> of(JsonNode metrics) {
        var levels = new TreeMap<String, CacheReads>();
        metrics.properties().forEach(metric -> {
            var name = METRIC.matcher(metric.getKey());
            if (name.matches()) {
                levels.merge(name.group(1).isEmpty() ? OWN : name.group(1).toLowerCase(Locale.ROOT),
                        of(name.group(2), metric.getValue().asDouble()), CacheReads::plus);
            }
        });
        return levels;
    }

    private static CacheReads of(String outcome, double count) {
        return switch (outcome) {
            case "Hit" -> new CacheReads(count, 0, 0);
            case "Stale" -> new CacheReads(0, count, 0);
            case "Miss", "Unavailable" -> new CacheReads(0, 0, count);
            default -> throw new IllegalArgumentException("Unknown outcome of a cache: " + outcome);
        };
    }

    CacheReads plus(CacheReads other) {
        return new CacheReads(hits + other.hits, stale + other.stale, misses + other.misses);
    }

    CacheReads minus(CacheReads earlier) {
        return new CacheReads(hits - earlier.hits, stale - earlier.stale, misses - earlier.misses);
    }

    double count() {
        return hits + stale + misses;
    }

    /** The share of reads that waited for nothing, in percent; stale ones included. */
    double hitPercent() {
        return count() == 0 ? 0 : 100 * (hits + stale) / count();
    }
}
