package dev.stampede.search.storage;

import dev.stampede.runtime.Batches;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.json.StringValue;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.storage.Manifests.Current;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index anew beside the published one, and then replaces it. Meanwhile the published one is searched and changed
 * as usual. What changed meanwhile is told by comparing both: the entries that the published one read since the beginning,
 * and those that only one of them has, are read again. A rebuild that ends early leaves the published index as it is.
 * Thread-safe: rebuilds can run at the same time, each with copies of its own.
 */
public final class IndexRebuild<I extends StringValue, E> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexRebuild.class);

    private static final int MAX_TRIES = 20;
    private static final int BATCH = 1000;
    /** By how much the clocks of indexers may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final StoredIndex stored;
    private final Manifests manifests;
    private final IndexSource<I, E> source;
    private final IndexFormat<E> format;
    private final Clock clock;
    private final Supplier<String> randomIds;
    private final Backoff backoff;

    public IndexRebuild(
            StoredIndex stored,
            IndexSource<I, E> source,
            IndexFormat<E> format,
            Clock clock,
            Supplier<String> randomIds,
            Backoff backoff) {
        this.stored = stored;
        this.manifests = stored.manifests();
        this.source = source;
        this.format = format;
        this.clock = clock;
        this.randomIds = randomIds;
        this.backoff = backoff;
    }

    /** @throws ContentionException if indexers publish faster than it catches up */
    public void run() {
        try (var cache = stored.cache(randomIds.get());
                var index = WorkingIndex.create(randomIds.get(), format, stored, cache)) {
            var beginning = clock.instant();
            var indexed = new HashSet<String>();
            try (var pages = source.all()) {
                pages.forEach(page -> {
                    page.forEach(id -> indexed.add(id.value()));
                    put(index, page);
                });
            }
            var seen = new Seen(indexed, beginning);
            var published = backoff.retry(MAX_TRIES, _ -> publish(index, cache, seen))
                    .orElseThrow(() -> new ContentionException(
                            "The search index changed at each of " + MAX_TRIES + " tries"));
            LOG.info("Search index rebuilt in {} files", published.manifest().files().size());
        }
    }

    /** What the published index was like at the last comparison. */
    private static final class Seen {

        private final Set<String> indexed;
        private final Instant beginning;
        private Optional<Map<String, Instant>> published = Optional.empty();

        Seen(Set<String> indexed, Instant beginning) {
            this.indexed = indexed;
            this.beginning = beginning;
        }

        /** The entries that may have changed since they were read. */
        Set<String> outdated(Map<String, Instant> now) {
            var outdated = new HashSet<String>();
            var before = published;
            now.forEach((id, readAt) -> {
                var isNew = before.map(times -> !readAt.equals(times.get(id)))
                        .orElseGet(() -> !indexed.contains(id) || readAt.plus(SKEW).isAfter(beginning));
                if (isNew) {
                    outdated.add(id);
                }
            });
            before.map(Map::keySet).orElse(indexed).stream()
                    .filter(id -> !now.containsKey(id))
                    .forEach(outdated::add);
            published = Optional.of(now);
            return outdated;
        }
    }

    private Optional<Current> publish(WorkingIndex<E> index, FileCache cache, Seen seen) {
        var current = manifests.current();
        if (current.isPresent()) {
            var times = readTimes(current.get().manifest(), cache);
            if (times.isEmpty()) {
                return Optional.empty();
            }
            var outdated = seen.outdated(times.get()).stream().map(source::id).toList();
            Batches.of(outdated, BATCH).forEach(batch -> put(index, batch));
        }
        return manifests.publish(index.upload(randomIds, null), current);
    }

    private void put(WorkingIndex<E> index, Collection<I> ids) {
        var readAt = clock.instant();
        var found = source.read(ids);
        for (var id : ids) {
            if (found.containsKey(id)) {
                index.put(id.value(), found.get(id), readAt);
            } else {
                index.delete(id.value());
            }
        }
    }

    /** Empty if files of the index are gone because it was replaced. */
    private Optional<Map<String, Instant>> readTimes(Manifest manifest, FileCache cache) {
        if (!cache.load(manifest.files())) {
            return Optional.empty();
        }
        try (var files = new CachedDirectory(cache)) {
            files.show(manifest.files());
            try (var reader = DirectoryReader.open(files)) {
                return Optional.of(new IndexSearcher(reader).search(MatchAllDocsQuery.INSTANCE, new ReadTimes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
