package dev.stampede.checkout;

import dev.stampede.shared.id.Sku;
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

/**
 * The offers of what everybody wants at this moment, in memory: all orders of one hot product would else read one item,
 * and one partition of a table gives about 3,000 reads a second (Amazon DynamoDB Developer Guide, "Designing partition
 * keys"). A SKU that is asked for seldom is read each time.
 *
 * <p>So an order of a hot product may be taken at the price that the shopper saw up to one {@code memory} after it was
 * changed. Nobody is refused because of a remembered offer: before that, it is read again.
 *
 * <p>Thread-safe.
 */
final class HotOffers {

    private final Offers offers;
    private final Clock clock;
    private final Duration memory;
    private final int threshold;
    private final int capacity;
    /** By the beginning of the window, oldest first. */
    private final Map<Sku, Window> windows = new LinkedHashMap<>();

    /**
     * @param memory how long an offer is remembered after it was read
     * @param threshold how often a SKU must be asked for within that time to be hot
     * @param capacity how many SKUs are watched; the oldest give way
     */
    HotOffers(Offers offers, Clock clock, Duration memory, int threshold, int capacity) {
        this.offers = offers;
        this.clock = clock;
        this.memory = memory;
        this.threshold = threshold;
        this.capacity = capacity;
    }

    /**
     * @param offers one for each SKU that the shop sells
     * @param areRemembered whether one of them was not read just now
     */
    record Found(Map<Sku, Offer> offers, boolean areRemembered) {}

    /** One {@code memory} of a SKU's time. */
    private static final class Window {

        private final Instant begin;
        private final boolean wasHot;
        private int asks;
        private @Nullable Offer offer;

        Window(Instant begin, boolean wasHot) {
            this.begin = begin;
            this.wasHot = wasHot;
        }
    }

    /** The offers of these SKUs: the hot ones from memory, the others as they are now. */
    Found find(Set<Sku> skus) {
        var remembered = remembered(skus);
        var others = new LinkedHashSet<>(skus);
        others.removeAll(remembered.keySet());
        if (others.isEmpty()) {
            return new Found(remembered, true);
        }
        var found = new HashMap<>(remembered);
        found.putAll(read(others));
        return new Found(found, !remembered.isEmpty());
    }

    /** The offers of these SKUs as they are now. */
    Map<Sku, Offer> read(Set<Sku> skus) {
        var found = offers.find(skus);
        remember(found);
        return found;
    }

    private synchronized Map<Sku, Offer> remembered(Set<Sku> skus) {
        var hot = new HashMap<Sku, Offer>();
        // Those that are watched first: the newcomers may push them out.
        var watchedFirst = skus.stream().sorted(Comparator.comparing(sku -> !windows.containsKey(sku))).toList();
        for (var sku : watchedFirst) {
            var window = window(sku);
            window.asks++;
            if (window.offer != null && (window.wasHot || window.asks > threshold)) {
                hot.put(sku, window.offer);
            }
        }
        return hot;
    }

    private Window window(Sku sku) {
        var now = clock.instant();
        var latest = windows.get(sku);
        if (latest != null && now.isBefore(latest.begin.plus(memory))) {
            return latest;
        }
        var follows = latest != null && now.isBefore(latest.begin.plus(memory.multipliedBy(2)));
        var next = new Window(now, follows && latest.asks > threshold);
        windows.remove(sku);
        windows.put(sku, next);
        while (windows.size() > capacity) {
            windows.remove(windows.keySet().iterator().next());
        }
        return next;
    }

    /** For the rest of the window in which the offers arrive: an offer is forgotten with its window. */
    private synchronized void remember(Map<Sku, Offer> found) {
        found.forEach((sku, offer) -> window(sku).offer = offer);
    }
}
