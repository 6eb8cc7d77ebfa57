package dev.stampede.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A distribution in milliseconds. Percentiles use the nearest-rank method: each is a measured value, without
 * interpolation. All are 0 if there are no values.
 *
 * @param curve the percentiles 0, 1, 2, ... 100
 */
record Percentiles(int count, long p50, long p95, long p99, long max, List<Long> curve) {

    Percentiles {
        curve = List.copyOf(curve);
    }

    static Percentiles of(Collection<Long> millis) {
        var sorted = millis.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(sorted.length, at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100),
                IntStream.rangeClosed(0, 100).mapToObj(percent -> at(sorted, percent)).toList());
    }

    private static long at(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        var rank = (int) Math.ceilDiv((long) sorted.length * percent, 100L);
        return sorted[Math.max(rank, 1) - 1];
    }
}
