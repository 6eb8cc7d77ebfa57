package dev.stampede.checkout;

import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.aws.Retryable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the offers of popular SKUs in memory. Otherwise all orders of one product would read the same item, and a table
 * partition supports about 3,000 reads per second (Amazon DynamoDB Developer Guide, "Designing partition keys"). The offers
 * of other SKUs are read each time.
 *
 * <p>An order of a popular SKU can therefore be placed at its previous price for up to one {@code memory} after a change. If
 * the table is throttled or unavailable, the last known offers are used for up to one {@code longMemory} and reads are
 * retried once per {@code memory}, even if the SKU is not popular in this instance. An order is refused only after a read,
 * never because of a cached offer.
 *
 * <p>Thread-safe.
 */
final class OfferCache {

    private static final Logger LOG = LoggerFactory.getLogger(OfferCache.class);

    private final Offers offers;
    private final Clock clock;
    private final Duration memory;
    private final Duration longMemory;
    private final int threshold;
    private final int capacity;
    /** Ordered by the start of the window, oldest first. */
    private final Map<Sku, Window> windows = new LinkedHashMap<>();

    /**
     * @param memory how long an offer is cached after it was read
     * @param longMemory how long an offer is cached if it cannot be read again
     * @param threshold number of requests for a SKU within {@code memory} from which it is popular
     * @param capacity maximum number of SKUs that are tracked; the oldest are dropped
     */
    OfferCache(
            Offers offers, Clock clock, Duration memory, Duration longMemory, int threshold, int capacity) {
        this.offers = offers;
        this.clock = clock;
        this.memory = memory;
        this.longMemory = longMemory;
        this.threshold = threshold;
        this.capacity = capacity;
    }

    /**
     * @param offers one for each SKU that is for sale
     * @param areCached whether at least one of them comes from the cache
     */
    record Found(Map<Sku, Offer> offers, boolean areCached) {}

    /** @param at when the read started */
    private record Read(Offer offer, Instant at) {}

    /** The requests for a SKU within one {@code memory}. */
    private static final class Window {

        private final Instant begin;
        private final boolean wasPopular;
        private int requests;
        /** The last read, in this window or earlier. */
        private @Nullable Read last;
        private boolean isUnreadable;

        Window(Instant begin, boolean wasPopular, @Nullable Read last) {
            this.begin = begin;
            this.wasPopular = wasPopular;
            this.last = last;
        }

        boolean isKnown(Instant since) {
            return last != null && last.at().isAfter(since);
        }

        /** Whether to avoid a read. @param threshold see the constructor */
        boolean avoidsRead(int threshold) {
            var isRead = last != null && !last.at().isBefore(begin);
            return isUnreadable || isRead && (wasPopular || requests > threshold);
        }
    }

    /**
     * The offers of these SKUs: those of popular SKUs from the cache, the others from the table.
     *
     * @throws RuntimeException if the table is unavailable and not all offers are cached
     */
    Found find(Set<Sku> skus) {
        var cached = cached(skus);
        var others = new LinkedHashSet<>(skus);
        others.removeAll(cached.keySet());
        if (others.isEmpty()) {
            return new Found(cached, true);
        }
        var found = new HashMap<>(cached);
        try {
            found.putAll(read(others));
            return new Found(found, !cached.isEmpty());
        } catch (RuntimeException failure) {
            found.putAll(fallback(failure, others));
            return new Found(found, true);
        }
    }

    /** The current offers of these SKUs, from the table. */
    Map<Sku, Offer> read(Set<Sku> skus) {
        var asked = clock.instant();
        var found = offers.find(skus);
        remember(skus, found, asked);
        return found;
    }

    private synchronized Map<Sku, Offer> cached(Set<Sku> skus) {
        var cached = new HashMap<Sku, Offer>();
        // Tracked SKUs first, because new ones can displace them.
        var watchedFirst = skus.stream().sorted(Comparator.comparing(sku -> !windows.containsKey(sku))).toList();
        for (var sku : watchedFirst) {
            var window = window(sku);
            window.requests++;
            if (window.isKnown(oldest()) && window.avoidsRead(threshold)) {
                cached.put(sku, window.last.offer());
            }
        }
        return cached;
    }

    private Instant oldest() {
        return clock.instant().minus(longMemory);
    }

    /** The last known offers of these SKUs. @throws RuntimeException the failure, if it is not an outage or one is unknown */
    private synchronized Map<Sku, Offer> fallback(RuntimeException failure, Set<Sku> skus) {
        var oldest = oldest();
        var found = new HashMap<Sku, Offer>();
        for (var sku : skus) {
            var window = windows.get(sku);
            if (!Retryable.isRetryable(failure) || window == null || !window.isKnown(oldest)) {
                throw failure;
            }
            found.put(sku, window.last.offer());
        }
        // Without the stack trace: under load, every instance logs this once per second.
        LOG.warn("Cannot read offers; using cached offers: {}", failure.toString());
        skus.forEach(this::avoidReads);
        return found;
    }

    /** Treats a SKU that cannot be read as popular, so that it is not read again for one memory. */
    private void avoidReads(Sku sku) {
        var window = new Window(clock.instant(), true, windows.get(sku).last);
        window.isUnreadable = true;
        watch(sku, window);
    }

    private Window window(Sku sku) {
        var now = clock.instant();
        var latest = windows.get(sku);
        if (latest != null && now.isBefore(latest.begin.plus(memory))) {
            return latest;
        }
        var follows = latest != null && now.isBefore(latest.begin.plus(memory.multipliedBy(2)));
        var wasPopular = follows && (latest.requests > threshold || latest.isUnreadable);
        return watch(sku, new Window(now, wasPopular, latest == null ? null : latest.last));
    }

    private Window watch(Sku sku, Window window) {
        windows.remove(sku);
        windows.put(sku, window);
        while (windows.size() > capacity) {
            windows.remove(windows.keySet().iterator().next());
        }
        return window;
    }

    /** SKUs that were not found are no longer for sale. Of two concurrent reads, the one that started later wins. */
    private synchronized void remember(Set<Sku> skus, Map<Sku, Offer> found, Instant asked) {
        for (var sku : skus) {
            var window = window(sku);
            if (window.last == null || !window.last.at().isAfter(asked)) {
                window.last = found.containsKey(sku) ? new Read(found.get(sku), asked) : null;
                window.isUnreadable = false;
            }
        }
    }
}
