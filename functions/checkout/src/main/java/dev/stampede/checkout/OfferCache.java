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
 * The offers of what everybody wants at this moment, in memory: all orders of one hot product would else read one item,
 * and one partition of a table gives about 3,000 reads a second (Amazon DynamoDB Developer Guide, "Designing partition
 * keys"). A SKU that is asked for seldom is read each time.
 *
 * <p>So an order of a hot product may be taken at the price that the shopper saw up to one {@code memory} after it was
 * changed. While the table is too busy to be read, or does not answer, what was read last serves for up to one
 * {@code longMemory}, and is read again once per {@code memory}: so many copies of the function may be asked that none of
 * them alone is asked often. Nobody is refused because of a remembered offer: before that, it is read again.
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
    /** By the beginning of the window, oldest first. */
    private final Map<Sku, Window> windows = new LinkedHashMap<>();

    /**
     * @param memory how long an offer is remembered after it was read
     * @param longMemory how long, if it cannot be read again
     * @param threshold how often a SKU must be asked for within {@code memory} to be hot
     * @param capacity how many SKUs are watched; the oldest give way
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
     * @param offers one for each SKU that the shop sells
     * @param areRemembered whether one of them was not read just now
     */
    record Found(Map<Sku, Offer> offers, boolean areRemembered) {}

    /** @param at when it was asked for */
    private record Read(Offer offer, Instant at) {}

    /** One {@code memory} of a SKU's time. */
    private static final class Window {

        private final Instant begin;
        private final boolean wasHot;
        private int asks;
        /** What was read in this window or before. */
        private @Nullable Read last;
        private boolean isUnreadable;

        Window(Instant begin, boolean wasHot, @Nullable Read last) {
            this.begin = begin;
            this.wasHot = wasHot;
            this.last = last;
        }

        boolean isRemembered(Instant since) {
            return last != null && last.at().isAfter(since);
        }

        /** Whether the table is to be left alone. @param threshold how many asks make it hot */
        boolean isSpared(int threshold) {
            var isRead = last != null && !last.at().isBefore(begin);
            return isUnreadable || isRead && (wasHot || asks > threshold);
        }
    }

    /**
     * The offers of these SKUs: the hot ones from memory, the others as they are now.
     *
     * @throws RuntimeException an outage, if there is one and not all are remembered
     */
    Found find(Set<Sku> skus) {
        var remembered = remembered(skus);
        var others = new LinkedHashSet<>(skus);
        others.removeAll(remembered.keySet());
        if (others.isEmpty()) {
            return new Found(remembered, true);
        }
        var found = new HashMap<>(remembered);
        try {
            found.putAll(read(others));
            return new Found(found, !remembered.isEmpty());
        } catch (RuntimeException failure) {
            found.putAll(inPlaceOf(failure, others));
            return new Found(found, true);
        }
    }

    /** The offers of these SKUs as they are now. */
    Map<Sku, Offer> read(Set<Sku> skus) {
        var asked = clock.instant();
        var found = offers.find(skus);
        remember(skus, found, asked);
        return found;
    }

    private synchronized Map<Sku, Offer> remembered(Set<Sku> skus) {
        var hot = new HashMap<Sku, Offer>();
        // Those that are watched first: the newcomers may push them out.
        var watchedFirst = skus.stream().sorted(Comparator.comparing(sku -> !windows.containsKey(sku))).toList();
        for (var sku : watchedFirst) {
            var window = window(sku);
            window.asks++;
            if (window.isRemembered(oldest()) && window.isSpared(threshold)) {
                hot.put(sku, window.last.offer());
            }
        }
        return hot;
    }

    private Instant oldest() {
        return clock.instant().minus(longMemory);
    }

    /** What is remembered of these SKUs, for as long as that may be; the failure, if it is no outage or one is not. */
    private synchronized Map<Sku, Offer> inPlaceOf(RuntimeException failure, Set<Sku> skus) {
        var oldest = oldest();
        var found = new HashMap<Sku, Offer>();
        for (var sku : skus) {
            var window = windows.get(sku);
            if (!Retryable.isRetryable(failure) || window == null || !window.isRemembered(oldest)) {
                throw failure;
            }
            found.put(sku, window.last.offer());
        }
        // Without its stack: in a rush, this is said once a second by every copy.
        LOG.warn("Offers cannot be read; those that are remembered serve in their place: {}", failure.toString());
        skus.forEach(this::leaveAlone);
        return found;
    }

    /** What could not be read is taken for hot, and is not read again for one memory. */
    private void leaveAlone(Sku sku) {
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
        var wasHot = follows && (latest.asks > threshold || latest.isUnreadable);
        return watch(sku, new Window(now, wasHot, latest == null ? null : latest.last));
    }

    private Window watch(Sku sku, Window window) {
        windows.remove(sku);
        windows.put(sku, window);
        while (windows.size() > capacity) {
            windows.remove(windows.keySet().iterator().next());
        }
        return window;
    }

    /** What was asked for and not found is not sold any more. Of two that read at once, the later one is believed. */
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
