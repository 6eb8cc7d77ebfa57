package dev.stampede.search.storage;

import dev.stampede.search.index.FacetColumns;
import dev.stampede.search.index.ProductSearch;
import dev.stampede.search.index.StoreLanguage;
import dev.stampede.search.storage.Manifests.Current;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index as it is published, for searching. It is loaded at the first search, and looks for a newer manifest every two
 * seconds at most. One search pays for that; others go on with what there is. If object storage does not answer, searches
 * go on with what there is as well. Thread-safe.
 */
public final class PublishedIndex {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedIndex.class);

    /** Time between looks for a newer manifest. */
    static final Duration REFRESH = Duration.ofSeconds(2);
    /** A search waits for a look that another one has begun if what there is was current longer ago than this. */
    static final Duration MAX_AGE = Duration.ofSeconds(30);
    /** Tries to load an index whose files are replaced meanwhile. */
    private static final int MAX_TRIES = 5;

    private final Manifests manifests;
    private final FileCache cache;
    private final Clock clock;
    private final FacetColumns facetColumns = new FacetColumns();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable State state;

    /** @param directory for copies of the index's files; of its own */
    public PublishedIndex(ObjectStore objects, Path directory, Clock clock) {
        this.manifests = new Manifests(objects);
        this.cache = new FileCache(objects, directory);
        this.clock = clock;
    }

    /**
     * @param current what is loaded; null if there is no index yet
     * @param directory the directory of the reader, or null
     * @param version higher than that of any earlier state with another content
     * @param checkedAt when that was current
     */
    private record State(
            @Nullable Current current,
            @Nullable CachedDirectory directory,
            IndexReader reader,
            ProductSearch search,
            long version,
            Instant checkedAt) {

        State checked(Instant at) {
            return new State(current, directory, reader, search, version, at);
        }
    }

    /**
     * Searches. Before there is an index, nothing is found.
     *
     * @param search must not keep what it is given
     */
    public <T> T read(Function<ProductSearch, T> search) {
        while (true) {
            var fresh = fresh();
            // Another thread may have closed it since.
            if (fresh.reader().tryIncRef()) {
                try {
                    return search.apply(fresh.search());
                } finally {
                    release(fresh.reader());
                }
            }
        }
    }

    /** Changes whenever what is searched does. */
    public long version() {
        return fresh().version();
    }

    private static long nextVersion(@Nullable State known) {
        return known == null ? 0 : known.version() + 1;
    }

    private State fresh() {
        var known = state;
        if (known != null && known.checkedAt().plus(REFRESH).isAfter(clock.instant())) {
            return known;
        }
        if (known != null && known.checkedAt().plus(MAX_AGE).isAfter(clock.instant())) {
            return refreshing.tryLock() ? refreshed() : known;
        }
        refreshing.lock();
        return refreshed();
    }

    /** The caller has the lock, which this releases. */
    private State refreshed() {
        try {
            var known = state;
            var now = clock.instant();
            if (known != null && known.checkedAt().plus(REFRESH).isAfter(now)) {
                return known;
            }
            var next = refresh(known, now);
            state = next;
            return next;
        } finally {
            refreshing.unlock();
        }
    }

    private State refresh(@Nullable State known, Instant now) {
        try {
            return newest(known, now);
        } catch (RuntimeException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The search index could not be refreshed; searches use what is loaded", e);
            return known.checked(now);
        }
    }

    private State newest(@Nullable State known, Instant now) {
        for (var tries = 1;; tries++) {
            var loaded = known == null ? null : known.current();
            var current = loaded == null ? manifests.current() : manifests.current(loaded);
            if (current.isEmpty()) {
                return known != null && known.current() == null ? known.checked(now) : none(known, now);
            }
            if (known != null && current.get() == loaded) {
                return known.checked(now);
            }
            if (cache.load(current.get().manifest().files())) {
                return open(known, current.get(), now);
            }
            // A file may have been deleted between the manifest and the file.
            if (tries == MAX_TRIES) {
                throw new IllegalStateException("Files of the search index are missing");
            }
        }
    }

    private State none(@Nullable State known, Instant now) {
        try {
            var reader = new MultiReader();
            return new State(null, null, reader, new ProductSearch(reader, StoreLanguage.EN, facetColumns),
                    nextVersion(known), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private State open(@Nullable State known, Current current, Instant now) {
        var manifest = current.manifest();
        try {
            var isSameIndex = known != null && known.current() != null && known.directory() != null
                    && known.current().manifest().index().equals(manifest.index());
            var directory = isSameIndex ? known.directory() : new CachedDirectory(cache);
            directory.show(manifest.files());
            var reader = isSameIndex
                    ? Optional.ofNullable(DirectoryReader.openIfChanged((DirectoryReader) known.reader()))
                            .orElseThrow(() -> new IllegalStateException("A manifest of the same files"))
                    : DirectoryReader.open(directory);
            cache.retain(manifest.objects());
            if (known != null) {
                release(known.reader());
            }
            LOG.debug("Search index with {} products loaded", reader.numDocs());
            return new State(current, directory, reader,
                    new ProductSearch(reader, manifest.storeLanguage(), facetColumns), nextVersion(known), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(IndexReader reader) {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
