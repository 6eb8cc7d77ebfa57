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
 * What is in object storage, looked up when it is used. Changes come in bursts: soon after one the next look is the shortest pause
 * later, and the longer nothing has changed the longer is the time between looks, up to two seconds. One caller pays for a look;
 * others go on with what there is. If object storage does not answer, all go on with what there is. Thread-safe.
 */
final class Polled<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Polled.class);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** A caller waits for a look that another one has begun if what there is was current longer ago than this. */
    static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final Function<@Nullable T, T> newest;
    private final Duration shortestPause;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, Instant changedAt, Instant checkedAt) {

        /** Half the time that it has been the same for, within bounds. */
        Duration pause(Duration shortest) {
            var half = Duration.between(changedAt, checkedAt).dividedBy(2);
            return half.compareTo(shortest) < 0 ? shortest
                    : half.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : half;
        }

        boolean isYoungerThan(Duration age, Instant now) {
            return checkedAt.plus(age).isAfter(now);
        }
    }

    /**
     * @param newest gives the newest value, by the one that is known or null; one call at a time
     * @param shortestPause at most {@link #LONGEST_PAUSE}
     */
    Polled(Function<@Nullable T, T> newest, Duration shortestPause, Clock clock) {
        this.newest = newest;
        this.shortestPause = shortestPause;
        this.clock = clock;
    }

    T get() {
        var current = known;
        var now = clock.instant();
        if (current != null && current.isYoungerThan(current.pause(shortestPause), now)) {
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
            if (current != null && current.isYoungerThan(current.pause(shortestPause), now)) {
                return current.value();
            }
            var next = next(current);
            var isSame = current != null && next.equals(current.value());
            known = new Known<>(next, isSame ? current.changedAt() : now, now);
            return next;
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
