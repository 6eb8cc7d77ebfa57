package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.TableChanges;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pauses of a shard's reader while there are no records. They grow with each read. Where table writes can be observed,
 * a write ends a pause. Not thread-safe.
 */
final class StreamPause {

    static final Duration LONGEST = Duration.ofSeconds(1);

    private final @Nullable TableChanges changes;
    private final StopSignal stop;
    private final Duration shortest;
    private Duration next;
    private long seen;

    private StreamPause(@Nullable TableChanges changes, StopSignal stop, Duration shortest) {
        this.changes = changes;
        this.stop = stop;
        this.shortest = shortest;
        this.next = shortest;
    }

    /** Reads over the network cost more than reads in this process, so their pauses start longer. */
    static StreamPause of(Optional<TableChanges> changes, StopSignal stop) {
        return new StreamPause(changes.orElse(null), stop, Duration.ofMillis(changes.isPresent() ? 20 : 200));
    }

    /** Call before reading: a write after this call ends the next pause immediately. */
    void beforeRead() {
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

    /** Waits for at least the shortest pause, so that writes to other tables do not keep a reader busy. */
    void await(Duration atMost) {
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
