package dev.stampede.runtime.limits;

import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits what each caller takes in a window, across all execution environments, and asks the shared counts rarely. In
 * each window an environment grants a caller the policy's {@link RateLimitPolicy#freeTokens free tokens} on its own. Then
 * it leases tokens: a lease reports the free tokens that were granted, and takes ten tokens (at most a tenth of the quota, or 1, and
 * at least a thousandth); each further lease is twice as large, up to a fifth of the quota. Once a caller's quota is used up, the environment
 * remembers it until the window ends and asks no more.
 *
 * <p><b>Cost.</b> A caller who takes no more than the free tokens costs nothing. With a quota of 100 or more, an
 * environment writes at most once per ten tokens that a caller takes one by one, and one last time when the quota is used
 * up. Smaller quotas are counted more closely: at most one write per tenth of the quota.
 *
 * <p><b>Bound.</b> In a window, all environments together grant a caller at most {@code quota + freeTokens * environments}
 * tokens: leases never exceed the quota, and only free tokens can be missing in the counts. A caller may get less than the
 * quota if leased tokens are left over in an environment that the caller does not meet again. The bound counts an environment
 * again for each time it forgets a caller, which takes {@code capacity} other callers after that caller's last request.
 *
 * <p>If the counts cannot be reached, tokens are granted, because a limiter must not close the shop: one lease at a time, so
 * that the next attempt to count them comes after as many tokens. Metric {@code RateLimitUnavailable}, 1 for each lease that
 * was not counted; {@code RateLimited} with the dimension {@code Policy}, 1 for each refusal.
 *
 * <p>Thread-safe. Holds at most {@code capacity} callers, about 200 bytes each. Waits for the counts while it leases; only
 * requests of the same caller wait for the same lease.
 */
public final class RateLimiter {

    private final RateLimitPolicy policy;
    private final TokenCounts counts;
    private final KeyedHash hash;
    private final Clock clock;
    private final Metrics metrics;
    private final Map<String, Window> windows;

    /** @param capacity how many callers to remember, at least 1; beyond it, those whose last request is the longest ago are forgotten */
    public RateLimiter(
            RateLimitPolicy policy, TokenCounts counts, KeyedHash hash, Clock clock, Metrics metrics, int capacity) {
        this.policy = policy;
        this.counts = counts;
        this.hash = hash;
        this.clock = clock;
        this.metrics = metrics;
        this.windows = leastRecentlyUsed(capacity);
    }

    private static <K, V> Map<K, V> leastRecentlyUsed(int capacity) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    public RateLimitPolicy policy() {
        return policy;
    }

    /** Takes one token. */
    public RateLimit take(String caller) {
        return take(caller, 1);
    }

    /**
     * Takes tokens, all or none.
     *
     * @param caller identifies the caller in any form; only its hash is kept
     * @param tokens at least 1
     */
    public RateLimit take(String caller, int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("At least one token, not " + tokens);
        }
        var key = policy.name() + "#" + hash.of(caller);
        var now = clock.instant();
        var window = windowOf(key, policy.windowAt(now));
        var limit = window.take(tokens, now);
        if (!limit.isAllowed()) {
            metrics.add("RateLimited", 1, "Policy", policy.name());
        }
        return limit;
    }

    private Window windowOf(String key, long start) {
        synchronized (windows) {
            var known = windows.get(key);
            // A later one is another thread's, whose clock was read after this one's.
            if (known != null && known.start >= start) {
                return known;
            }
            var begun = new Window(key, start);
            windows.put(key, begun);
            return begun;
        }
    }

    /** How many callers are remembered. */
    int size() {
        synchronized (windows) {
            return windows.size();
        }
    }

    /** One caller's tokens in one window, as far as this environment knows. */
    private final class Window {

        private final String key;
        private final long start;
        /** Granted, but not in the counts. */
        private int uncounted;
        private boolean isCounting;
        /** Leased, but not granted yet. */
        private int leased;
        private int lease = policy.firstLease();
        /** The sum of all environments at the latest lease. */
        private long used;

        private Window(String key, long start) {
            this.key = key;
            this.start = start;
        }

        private synchronized RateLimit take(int tokens, Instant now) {
            if (!isCounting && uncounted + (long) tokens <= policy.freeTokens()) {
                uncounted += tokens;
                return limit(true, now);
            }
            isCounting = true;
            if (leased < tokens && used < policy.quota()) {
                lease(Math.max(lease, tokens - leased));
            }
            if (leased < tokens) {
                return limit(false, now);
            }
            leased -= tokens;
            return limit(true, now);
        }

        private void lease(int wanted) {
            var sum = counts.add(key, start, policy.endOf(start), uncounted + wanted);
            if (sum.isEmpty()) {
                metrics.add("RateLimitUnavailable", 1);
                leased += wanted;
            } else {
                used = sum.getAsLong();
                leased += Math.clamp(policy.quota() - (used - wanted), 0, wanted);
            }
            uncounted = 0;
            lease = policy.nextLease(lease);
        }

        private RateLimit limit(boolean isAllowed, Instant now) {
            var left = leased + Math.max(0, policy.quota() - used - uncounted);
            var reset = Math.max(1, policy.endOf(start) - now.getEpochSecond());
            return new RateLimit(policy, isAllowed, (int) Math.min(left, policy.quota()), reset);
        }
    }
}
