package dev.stampede.search.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.storage.ObjectStore.Read;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of an indexer that is at work: others wait, because of two at once one would lose its work. Nothing is wrong if
 * two have it or an indexer works without it, because the manifest is replaced on condition. An object with the time at which
 * the lease ends. Thread-safe.
 */
final class IndexLease {

    private static final Logger LOG = LoggerFactory.getLogger(IndexLease.class);

    /** Longer than a batch takes. The lease of an indexer that dies holds up the others for so long. */
    static final Duration LENGTH = Duration.ofSeconds(10);
    /** About as long as a lease, with the waits between them. */
    static final int MAX_TRIES = 40;

    private final ObjectStore objects;
    private final String name;
    private final Clock clock;
    private final Backoff backoff;

    IndexLease(StoredIndex stored, Clock clock, Backoff backoff) {
        this.objects = stored.objects();
        this.name = stored.lease();
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * Calls {@code work} with the lease; without it if others have had it for longer than a lease.
     *
     * @throws RuntimeException that of {@code work}
     */
    void with(Runnable work) {
        var taken = backoff.retry(MAX_TRIES, _ -> take());
        try {
            work.run();
        } finally {
            taken.ifPresent(this::release);
        }
    }

    /** @return the tag of the lease; empty if another one has it */
    private Optional<String> take() {
        return switch (objects.read(name, null)) {
            case Read.Found(var content, var tag) -> clock.instant().isBefore(Instant.parse(new String(content, UTF_8)))
                    ? Optional.empty()
                    : write(clock.instant().plus(LENGTH), tag);
            case Read.Missing _ -> write(clock.instant().plus(LENGTH), null);
            case Read.Unchanged _ -> throw new IllegalStateException("Read without a condition");
        };
    }

    private void release(String tag) {
        try {
            write(Instant.EPOCH, tag);
        } catch (RuntimeException e) {
            LOG.warn("The lease of the search index was not released, and ends by itself", e);
        }
    }

    private Optional<String> write(Instant until, @Nullable String tag) {
        return objects.replace(name, until.toString().getBytes(UTF_8), tag);
    }
}
