package dev.stampede.runtime.caching;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that may be a few seconds old. However many callers ask for a key at once, one of them loads it and the others
 * wait. A value older than {@code fresh} is returned as it is and loaded again in the background; one older than
 * {@code kept} is loaded before it is returned. If a load fails, its callers get the exception, and nothing is kept; if a
 * load in the background fails, the old value stays until it is too old. Counts the outcomes in the metric
 * {@code CacheReads}: {@code Hit}, {@code Stale}, or {@code Miss}. Thread-safe.
 *
 * @param <K> keys, with {@code equals} and {@code hashCode}
 */
public final class RefreshingCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshingCache.class);
    private static final String METRIC = "CacheReads";

    private final Clock clock;
    private final Metrics metrics;
    private final Duration fresh;
    private final LoadingCache<K, Kept<V>> kept;

    /**
     * How old and how large a cache becomes.
     *
     * @param fresh     values up to this age are not loaded again
     * @param kept      values up to this age are returned; not less than {@code fresh}
     * @param maxWeight the maximum sum of the values' weights; what is used least is dropped first
     */
    public record Bounds(Duration fresh, Duration kept, long maxWeight) {

        public Bounds {
            if (!fresh.isPositive() || kept.compareTo(fresh) < 0 || maxWeight < 1) {
                throw new IllegalArgumentException(
                        "Not the bounds of a cache: " + fresh + ", " + kept + ", " + maxWeight);
            }
        }
    }

    private record Kept<V>(V value, Instant loadedAt) {}

    /**
     * @param weigher    the weight of a value, at least 0
     * @param loader     loads the value of a key; called in the caller's thread
     * @param background runs the loads of values that are not fresh
     */
    public RefreshingCache(Bounds bounds, ToIntFunction<V> weigher, Function<K, V> loader, Executor background,
            Clock clock, Metrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.fresh = bounds.fresh();
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bounds.maxWeight())
                .weigher((K _, Kept<V> entry) -> weigher.applyAsInt(entry.value()))
                .refreshAfterWrite(bounds.fresh())
                .expireAfterWrite(bounds.kept())
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                // Maintenance is short, and a thread of its own could be frozen with the instance.
                .executor(Runnable::run)
                .build(new CacheLoader<K, Kept<V>>() {
                    @Override
                    public Kept<V> load(K key) {
                        return new Kept<>(loader.apply(key), clock.instant());
                    }

                    @Override
                    public CompletableFuture<Kept<V>> asyncReload(K key, Kept<V> old, Executor executor) {
                        var reloaded = new CompletableFuture<Kept<V>>();
                        background.execute(() -> {
                            try {
                                reloaded.complete(load(key));
                            } catch (RuntimeException failure) {
                                LOG.warn("A cached value could not be refreshed", failure);
                                // Caffeine would log other exceptions once more.
                                reloaded.cancel(false);
                            }
                        });
                        return reloaded;
                    }
                });
    }

    /** @throws RuntimeException what the loader throws */
    public V get(K key) {
        var present = kept.getIfPresent(key);
        if (present == null) {
            metrics.outcome(METRIC, "Miss");
            return kept.get(key).value();
        }
        var isFresh = Duration.between(present.loadedAt(), clock.instant()).compareTo(fresh) <= 0;
        metrics.outcome(METRIC, isFresh ? "Hit" : "Stale");
        return present.value();
    }
}
