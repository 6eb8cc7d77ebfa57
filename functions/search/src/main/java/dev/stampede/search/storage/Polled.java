package dev.stampede.search.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in object storage, looked up at the first use and again every two seconds at most. One caller pays for that; others
 * go on with what there is. If object storage does not answer, all go on with what there is. Thread-safe.
 */
final class Polled<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Polled.class);

    /** Time between looks for something newer. */
    static final Duration REFRESH = Duration.ofSeconds(2);
    /** A caller waits for a look that another one has begun if what there is was current longer ago than this. */
    static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final Function<@Nullable T, T> newest;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, Instant checkedAt) {

        boolean isYoungerThan(Duration age, Instant now) {
            return checkedAt.plus(age).isAfter(now);
        }
    }

    /** @param newest gives the newest value, by the one that is known or null; one call at a time */
    Polled(Function<@Nullable T, T> newest, Clock clock) {
        this.newest = newest;
        this.clock = clock;
    }

    T get() {
        var current = known;
        var now = clock.instant();
        if (current != null && current.isYoungerThan(REFRESH, now)) {
            return current.value();
        }
        if (current != null && current.isYoungerThan(MAX_AGE, now)) {
            return refreshing.tryLock() ? refreshed() : current.value();
        }
        refreshing.lock();
        return refreshed();
    }

    /** The caller has the lock, which this releases. */
    private T refreshed() {
        try {
            var current = known;
            var now = clock.instant();
            if (current != null && current.isYoungerThan(REFRESH, now)) {
                return current.value();
            }
            var next = new Known<>(next(current), now);
            known = next;
            return next.value();
        } finally {
            refreshing.unlock();
        }
    }

    private T next(@Nullable Known<T> current) {
        try {
            return newest.apply(current == null ? null : current.value());
        } catch (RuntimeException e) {
            if (current == null) {
                throw e;
            }
            LOG.warn("The search index could not be refreshed; searches use what is loaded", e);
            return current.value();
        }
    }
}
