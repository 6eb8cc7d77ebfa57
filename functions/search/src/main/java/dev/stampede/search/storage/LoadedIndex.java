package dev.stampede.search.storage;

import dev.stampede.search.storage.Manifests.Current;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One state of a published index, ready to be searched until its reader is released. */
record LoadedIndex(Current current, CachedDirectory directory, DirectoryReader reader) {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedIndex.class);

    /** Tries to load an index whose files are replaced meanwhile. */
    private static final int MAX_TRIES = 5;

    /**
     * What is published now: {@code known} itself if it still is, else a newer state, for which {@code known} is released.
     * Empty if there is no index.
     */
    static Optional<LoadedIndex> newest(Manifests manifests, FileCache cache, @Nullable LoadedIndex known) {
        for (var tries = 1;; tries++) {
            var current = known == null ? manifests.current() : manifests.current(known.current());
            if (current.isEmpty()) {
                if (known != null) {
                    release(known.reader());
                }
                return Optional.empty();
            }
            if (known != null && current.get() == known.current()) {
                return Optional.of(known);
            }
            if (cache.load(current.get().manifest().files())) {
                return Optional.of(open(cache, known, current.get()));
            }
            // A file may have been deleted between the manifest and the file.
            if (tries == MAX_TRIES) {
                throw new IllegalStateException("Files of the search index are missing");
            }
        }
    }

    private static LoadedIndex open(FileCache cache, @Nullable LoadedIndex known, Current current) {
        var manifest = current.manifest();
        try {
            var isSameIndex = known != null && known.current().manifest().index().equals(manifest.index());
            var directory = isSameIndex ? known.directory() : new CachedDirectory(cache);
            directory.show(manifest.files());
            var reader = isSameIndex
                    ? Optional.ofNullable(DirectoryReader.openIfChanged(known.reader()))
                            .orElseThrow(() -> new IllegalStateException("A manifest of the same files"))
                    : DirectoryReader.open(directory);
            cache.retain(manifest.objects());
            if (known != null) {
                release(known.reader());
            }
            LOG.debug("Search index with {} entries loaded", reader.numDocs());
            return new LoadedIndex(current, directory, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void release(IndexReader reader) {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
