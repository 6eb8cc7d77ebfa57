package dev.stampede.runtime.limits;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts that several limiters share, and that can be out of reach. Thread-safe. */
final class InMemoryTokenCounts implements TokenCounts {

    private final Map<String, Long> sums = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean isAway;

    void setAway(boolean away) {
        isAway = away;
    }

    /** How often something was to be counted, with or without success. */
    int calls() {
        return calls.get();
    }

    Map<String, Long> sums() {
        return Map.copyOf(sums);
    }

    @Override
    public OptionalLong add(String key, long windowStart, long windowEnd, int tokens) {
        calls.incrementAndGet();
        return isAway
                ? OptionalLong.empty()
                : OptionalLong.of(sums.merge(key + "@" + windowStart, (long) tokens, Long::sum));
    }
}
