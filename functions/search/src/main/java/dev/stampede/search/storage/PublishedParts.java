package dev.stampede.search.storage;

import dev.stampede.runtime.concurrent.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All indexes of a bucket, for searching some of them as if they were one; as fresh as {@link Polled} says. A request lists
 * their manifests, whose tags tell which of them have changed. Each is loaded when it is first searched. Thread-safe.
 */
public final class PublishedParts {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedParts.class);

    private final ObjectStore objects;
    private final Path directory;
    private final Polled<Map<String, String>> tags;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    /** @param directory for copies of the files; of its own */
    public PublishedParts(ObjectStore objects, Path directory, Clock clock) {
        this.objects = objects;
        this.directory = directory;
        this.tags = new Polled<>(_ -> tags(objects), Polled.LONGEST_PAUSE, clock);
    }

    private static Map<String, String> tags(ObjectStore objects) {
        try (var listed = objects.list(StoredIndex.manifestsOfParts())) {
            return listed.collect(Collectors.toUnmodifiableMap(
                    one -> StoredIndex.partOf(one.name()), ObjectStore.Listed::tag));
        }
    }

    /**
     * Searches the wanted indexes. What does not exist has nothing to find.
     *
     * @param wanted by name
     * @param search must not keep what it is given
     */
    public <T> T read(Predicate<String> wanted, Function<IndexReader, T> search) {
        var current = tags.get().entrySet().stream().filter(part -> wanted.test(part.getKey())).toList();
        var changed = current.stream().filter(part -> !part(part.getKey()).isSeen(part.getValue())).toList();
        if (!changed.isEmpty()) {
            Parallel.map(changed, part -> {
                part(part.getKey()).refresh(part.getValue());
                return part;
            });
        }
        var readers = new ArrayList<IndexReader>();
        try {
            current.forEach(part -> part(part.getKey()).acquire().ifPresent(readers::add));
            try (var all = new MultiReader(readers.toArray(IndexReader[]::new), false)) {
                return search.apply(all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            readers.forEach(LoadedIndex::release);
        }
    }

    private Part part(String name) {
        return parts.computeIfAbsent(name, _ -> new Part(StoredIndex.part(objects, name, directory)));
    }

    private static final class Part {

        private final Manifests manifests;
        private final FileCache cache;
        private final ReentrantLock refreshing = new ReentrantLock();
        private volatile @Nullable LoadedIndex loaded;
        private volatile @Nullable String seen;

        Part(StoredIndex stored) {
            this.manifests = stored.manifests();
            this.cache = stored.cache();
        }

        /** Whether it has been loaded since the manifest had this tag. */
        boolean isSeen(String tag) {
            return tag.equals(seen);
        }

        void refresh(String tag) {
            if (loaded == null) {
                refreshing.lock();
            } else if (!refreshing.tryLock()) {
                return;
            }
            try {
                if (!isSeen(tag)) {
                    load();
                    seen = tag;
                }
            } finally {
                refreshing.unlock();
            }
        }

        private void load() {
            var known = loaded;
            try {
                loaded = LoadedIndex.newest(manifests, cache, known).orElse(null);
            } catch (RuntimeException e) {
                if (known == null) {
                    throw e;
                }
                LOG.warn("The search index could not be refreshed; searches use what is loaded", e);
            }
        }

        /** A reader to release. */
        Optional<IndexReader> acquire() {
            while (true) {
                var current = loaded;
                if (current == null) {
                    return Optional.empty();
                }
                // Another thread may have closed it since.
                if (current.reader().tryIncRef()) {
                    return Optional.of(current.reader());
                }
            }
        }
    }
}
