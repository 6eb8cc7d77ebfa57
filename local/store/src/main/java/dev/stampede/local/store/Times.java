package dev.stampede.local.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long something took, each time since the start. Quantiles are exact up to 2.5 %, and up to a millisecond below 40 ms.
 * Thread-safe.
 */
final class Times {

    /** The ratio of the ends of a bucket. */
    private static final double GROWTH = 1.05;
    /** Reaches to more than a year, in milliseconds. */
    private static final int BUCKETS = 500;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

    /**
     * @param count  how often
     * @param median in milliseconds
     * @param p99    the 99th percentile, in milliseconds
     */
    record Summary(long count, long median, long p99) {}

    void add(Duration time) {
        counts.incrementAndGet(bucket(Math.max(0, time.toMillis())));
    }

    Summary summary() {
        var seen = new int[BUCKETS];
        var count = 0L;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            seen[bucket] = counts.get(bucket);
            count += seen[bucket];
        }
        return new Summary(count, quantile(seen, count, 0.5), quantile(seen, count, 0.99));
    }

    private static long quantile(int[] counts, long count, double quantile) {
        var rank = (long) Math.ceil(quantile * count);
        var below = 0L;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            below += counts[bucket];
            if (below >= rank) {
                return millis(bucket);
            }
        }
        return millis(BUCKETS - 1);
    }

    private static int bucket(long millis) {
        return (int) Math.min(BUCKETS - 1L, Math.round(Math.log1p(millis) / Math.log(GROWTH)));
    }

    private static long millis(int bucket) {
        return Math.round(Math.pow(GROWTH, bucket) - 1);
    }
}
