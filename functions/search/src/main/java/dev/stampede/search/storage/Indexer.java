package dev.stampede.search.storage;

import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.json.StringValue;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.storage.Manifests.Current;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changed entries into the published index. Entries are read after the manifest that the result replaces was
 * current, so that an older state of an entry never replaces a newer one: if another indexer publishes in between, this one
 * starts again from there. Indexers take turns ({@link IndexLease}), so that this is rare. Applying a change again changes
 * nothing. Thread-safe; one change at a time.
 */
public final class Indexer<I extends StringValue, E> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /** Another indexer can win each time, but then its changes are published. */
    private static final int MAX_TRIES = 10;
    /** Time after which a rebuild that has not replaced the index is requested again. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final StoredIndex stored;
    private final Manifests manifests;
    private final FileCache cache;
    private final OldFiles oldFiles;
    private final IndexLease lease;
    private final IndexSource<I, E> source;
    private final IndexFormat<E> format;
    private final RebuildRequests rebuilds;
    private final Clock clock;
    private final Supplier<String> randomIds;
    private final Backoff backoff;
    private @Nullable Work<E> work;

    public Indexer(
            StoredIndex stored,
            IndexSource<I, E> source,
            IndexFormat<E> format,
            RebuildRequests rebuilds,
            Clock clock,
            Supplier<String> randomIds,
            Backoff backoff) {
        this.stored = stored;
        this.manifests = stored.manifests();
        this.cache = stored.cache();
        this.oldFiles = new OldFiles(stored, clock);
        this.lease = new IndexLease(stored, clock, backoff);
        this.source = source;
        this.format = format;
        this.rebuilds = rebuilds;
        this.clock = clock;
        this.randomIds = randomIds;
        this.backoff = backoff;
    }

    /** @param base the manifest that the copy is made of; empty if there is no index yet */
    private record Work<E>(WorkingIndex<E> index, Optional<Current> base) {}

    /**
     * Publishes these entries as they are now.
     *
     * @param changed entries that were created, changed or deleted
     * @throws ContentionException if other indexers are faster each time
     */
    public synchronized void apply(Set<I> changed) {
        lease.with(() -> publish(changed));
    }

    private void publish(Set<I> changed) {
        var published = backoff.retry(MAX_TRIES, _ -> attempt(changed))
                .orElseThrow(
                        () -> new ContentionException("The search index changed at each of " + MAX_TRIES + " tries"));
        LOG.info("{} entries indexed in {} files", changed.size(), published.manifest().files().size());
        oldFiles.delete(published.manifest());
    }

    private Optional<Current> attempt(Set<I> changed) {
        var current = current();
        var isComplete = false;
        try {
            var readAt = clock.instant();
            var found = source.read(changed);
            for (var id : changed) {
                if (found.containsKey(id)) {
                    current.index().put(id.value(), found.get(id), readAt);
                } else {
                    current.index().delete(id.value());
                }
            }
            var mustRebuild = mustRebuild(current.base(), readAt);
            var requestedAt = current.base().map(base -> base.manifest().rebuildRequestedAt()).orElse(null);
            var manifest = current.index().upload(randomIds, mustRebuild ? readAt : requestedAt);
            var published = manifests.publish(manifest, current.base());
            if (published.isPresent()) {
                work = new Work<>(current.index(), published);
                isComplete = true;
                if (mustRebuild) {
                    rebuilds.send();
                }
            }
            return published;
        } finally {
            if (!isComplete) {
                // What is in the copy may not be published: the next try begins with what is.
                close();
            }
        }
    }

    /** An index that began with a change lacks all other entries; one of another version or language is outdated. */
    private boolean mustRebuild(Optional<Current> base, Instant now) {
        if (base.isEmpty()) {
            return true;
        }
        var manifest = base.get().manifest();
        var requestedAt = manifest.rebuildRequestedAt();
        var isOutdated = manifest.version() != format.version() || !manifest.language().equals(format.language());
        return (isOutdated || requestedAt != null) && (requestedAt == null || requestedAt.plus(PATIENCE).isBefore(now));
    }

    /** A copy of what is published. */
    private Work<E> current() {
        var known = work;
        var current = known == null || known.base().isEmpty()
                ? manifests.current()
                : manifests.current(known.base().get());
        if (known != null && current.equals(known.base())) {
            return known;
        }
        close();
        var next = new Work<>(current.map(this::open).orElseGet(this::create), current);
        work = next;
        return next;
    }

    private WorkingIndex<E> create() {
        return WorkingIndex.create(randomIds.get(), format, stored, cache);
    }

    private WorkingIndex<E> open(Current current) {
        if (!cache.load(current.manifest().files())) {
            throw new IllegalStateException("Files of the search index are missing");
        }
        cache.retain(current.manifest().objects());
        return WorkingIndex.open(current.manifest(), format, stored, cache);
    }

    /** Removes its copy of the index. */
    @Override
    public synchronized void close() {
        if (work != null) {
            work.index().close();
            work = null;
        }
    }

    /** Removes everything that it has on this machine, also what makes a next change faster. */
    public synchronized void discard() {
        close();
        cache.retain(Set.of());
    }
}
