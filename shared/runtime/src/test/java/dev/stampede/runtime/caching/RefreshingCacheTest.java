package dev.stampede.runtime.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.caching.RefreshingCache.Bounds;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RefreshingCacheTest {

    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(5), 1_000);
    private static final int CALLERS = 1_000;

    private final AdjustableClock clock = new AdjustableClock();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final AtomicInteger loads = new AtomicInteger();

    private final RefreshingCache<String, String> cache = cacheOf(key -> key + " " + loads.incrementAndGet());

    @Test
    void get_ofAFreshValue_shouldNotLoadIt() {
        cache.get("a");
        clock.advance(Duration.ofSeconds(1));

        assertThat(cache.get("a")).isEqualTo("a 1");
        assertThat(background).isEmpty();
        assertThat(reads()).isEqualTo("hits 1, stale 0, misses 1");
    }

    @Test
    void get_ofAStaleValue_shouldReturnItAndLoadItOnceInTheBackground() {
        cache.get("a");
        clock.advance(Duration.ofMillis(1_001));

        assertThat(cache.get("a")).isEqualTo("a 1");
        assertThat(cache.get("a")).isEqualTo("a 1");
        assertThat(background).hasSize(1);
        assertThat(reads()).isEqualTo("hits 0, stale 2, misses 1");

        background.remove().run();
        assertThat(cache.get("a")).isEqualTo("a 2");
        assertThat(reads()).isEqualTo("hits 1, stale 2, misses 1");
    }

    @Test
    void get_ofAValueThatIsTooOld_shouldLoadItFirst() {
        cache.get("a");
        clock.advance(Duration.ofMillis(5_001));

        assertThat(cache.get("a")).isEqualTo("a 2");
        assertThat(reads()).isEqualTo("hits 0, stale 0, misses 2");
    }

    @Test
    void get_whenTheBackgroundNeverRuns_shouldLoadBeforeItIsTooOld() {
        cache.get("a");
        clock.advance(Duration.ofSeconds(3));
        cache.get("a");
        clock.advance(Duration.ofSeconds(3));

        assertThat(cache.get("a")).isEqualTo("a 2");
    }

    @Test
    void get_ofManyCallersAtOnce_shouldLoadOnce() throws Exception {
        var loading = new CountDownLatch(1);
        var slow = cacheOf(key -> {
            await(loading);
            return key + " " + loads.incrementAndGet();
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var values = new ArrayList<Future<String>>();
            for (var caller = 0; caller < CALLERS; caller++) {
                values.add(callers.submit(() -> slow.get("a")));
            }
            loading.countDown();
            for (var value : values) {
                assertThat(value.get(10, TimeUnit.SECONDS)).isEqualTo("a 1");
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void get_whenALoadFails_shouldThrowAndKeepNothing() {
        var failing = cacheOf(key -> {
            if (loads.incrementAndGet() == 1) {
                throw new IllegalStateException("The table is away");
            }
            return "b";
        });

        assertThatThrownBy(() -> failing.get("a")).hasMessage("The table is away");
        assertThat(failing.get("a")).isEqualTo("b");
    }

    @Test
    void get_whenALoadInTheBackgroundFails_shouldKeepTheOldValueUntilItIsTooOld() {
        var failing = cacheOf(key -> {
            if (loads.incrementAndGet() == 2) {
                throw new IllegalStateException("The table is away");
            }
            return "load " + loads.get();
        });
        failing.get("a");
        clock.advance(Duration.ofSeconds(2));
        failing.get("a");
        background.remove().run();

        assertThat(failing.get("a")).isEqualTo("load 1");
        clock.advance(Duration.ofSeconds(4));
        assertThat(failing.get("a")).isEqualTo("load 3");
    }

    @Test
    void get_ofMoreThanFits_shouldDropSome() {
        for (var key = 0; key < 1_000; key++) {
            cache.get("key " + key);
        }
        var loaded = loads.get();

        for (var key = 0; key < 1_000; key++) {
            cache.get("key " + key);
        }
        assertThat(loads.get() - loaded).isGreaterThan(800);
    }

    private RefreshingCache<String, String> cacheOf(Function<String, String> loader) {
        return new RefreshingCache<>(BOUNDS, String::length, loader, background::add, clock, metrics);
    }

    private String reads() {
        return "hits %.0f, stale %.0f, misses %.0f".formatted(metrics.sum("CacheReads/Hit"),
                metrics.sum("CacheReads/Stale"), metrics.sum("CacheReads/Miss"));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Not released");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
