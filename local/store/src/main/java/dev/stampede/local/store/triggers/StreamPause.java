package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.TableChanges;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pauses of one shard's reader while nothing comes: they grow from read to read. A write to a table ends a pause,
 * where writes can be seen. Not safe for use by many threads.
 */
final class StreamPause {

    static final Duration LONGEST = Duration.ofSeconds(1);

    private final @Nullable TableChanges changes;
    private final Stop stop;
    private final Duration shortest;
    private Duration next;
    private long seen;

    private StreamPause(@Nullable TableChanges changes, Stop stop, Duration shortest) {
        this.changes = changes;
        this.stop = stop;
        this.shortest = shortest;
        this.next = shortest;
    }

    /** Asking over the network is dearer than asking in this process, so those pauses start longer. */
    static StreamPause of(Optional<TableChanges> changes, Stop stop) {
        return new StreamPause(changes.orElse(null), stop, Duration.ofMillis(changes.isPresent() ? 20 : 200));
    }

    /** Call before reading: a write after it ends the next pause at once. */
    void look() {
        if (changes != null) {
            var now = changes.count();
            if (now != seen) {
                next = shortest;
            }
            seen = now;
        }
    }

    void reset() {
        next = shortest;
    }

    /** Rests for the shortest pause at least, so that writes to other tables do not make a reader busy. */
    void rest(Duration atMost) {
        var longer = (next.compareTo(atMost) < 0 ? next : atMost).minus(shortest);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        if (stop.await(shortest) || !longer.isPositive()) {
            return;
        }
        if (changes == null) {
            stop.await(longer);
            return;
        }
        try {
            changes.await(seen, longer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stop.request();
        }
    }
}
