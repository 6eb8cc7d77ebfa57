package dev.stampede.checkout;

import dev.stampede.contracts.id.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SKUs that sold out recently, in memory, so that refusing further orders for them needs no reads. Entries expire after
 * a short time, so restocked SKUs sell again.
 *
 * <p>Thread-safe.
 */
final class SoldOutSkus {

    private final Clock clock;
    private final Duration memory;
    private final int capacity;
    /** Expiry times, oldest first. */
    private final Map<Sku, Instant> forgetAt = new LinkedHashMap<>();

    /**
     * @param memory how long a SKU counts as sold out
     * @param capacity maximum number of SKUs; the oldest are dropped
     */
    SoldOutSkus(Clock clock, Duration memory, int capacity) {
        this.clock = clock;
        this.memory = memory;
        this.capacity = capacity;
    }

    synchronized void remember(Collection<Sku> skus) {
        var until = clock.instant().plus(memory);
        for (var sku : skus) {
            forgetAt.remove(sku);
            forgetAt.put(sku, until);
        }
        while (forgetAt.size() > capacity) {
            forgetAt.remove(forgetAt.keySet().iterator().next());
        }
    }

    /** Which of these are known to be sold out. */
    synchronized List<Sku> among(Collection<Sku> skus) {
        var now = clock.instant();
        forgetAt.values().removeIf(time -> !now.isBefore(time));
        return skus.stream().filter(forgetAt::containsKey).toList();
    }
}
