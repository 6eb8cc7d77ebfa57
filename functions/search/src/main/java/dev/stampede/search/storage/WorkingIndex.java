package dev.stampede.search.storage;

import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.search.storage.Manifest.IndexFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** An indexer's own copy of an index, in a directory. Not thread-safe. */
final class WorkingIndex<E> implements AutoCloseable {

    /** Larger segments are not merged, so that no change waits long for its publication. */
    private static final double MAX_MERGED_MB = 64;
    private static final double BUFFER_MB = 32;

    private final String id;
    private final String language;
    private final IndexFormat<E> format;
    private final StoredIndex stored;
    private final FileCache cache;
    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    /** The files that are in object storage, by the name that they have in the index. */
    private final Map<String, IndexFile> uploaded = new HashMap<>();

    private WorkingIndex(
            String id,
            String language,
            IndexFormat<E> format,
            StoredIndex stored,
            FileCache cache,
            List<IndexFile> files,
            OpenMode mode) {
        this.id = id;
        this.language = language;
        this.format = format;
        this.stored = stored;
        this.cache = cache;
        this.path = temporary(stored.directory());
        for (var file : files) {
            cache.link(file.object(), path.resolve(file.name()));
            uploaded.put(file.name(), file);
        }
        var merges = new TieredMergePolicy();
        merges.setMaxMergedSegmentMB(MAX_MERGED_MB);
        // One file for each segment: fewer requests.
        merges.setNoCFSRatio(1);
        var config = new IndexWriterConfig()
                .setOpenMode(mode)
                .setMergePolicy(merges)
                .setSimilarity(format.similarity())
                // A function has no threads between its invocations.
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(BUFFER_MB)
                .setCommitOnClose(false);
        try {
            this.directory = FSDirectory.open(path);
            this.writer = new IndexWriter(directory, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty index. */
    static <E> WorkingIndex<E> create(String id, IndexFormat<E> format, StoredIndex stored, FileCache cache) {
        return new WorkingIndex<>(id, format.language(), format, stored, cache, List.of(), OpenMode.CREATE);
    }

    /** A copy of a published index, whose files are in the cache. */
    static <E> WorkingIndex<E> open(Manifest manifest, IndexFormat<E> format, StoredIndex stored, FileCache cache) {
        return new WorkingIndex<>(
                manifest.index(), manifest.language(), format, stored, cache, manifest.files(), OpenMode.APPEND);
    }

    private static Path temporary(Path parent) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "work");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String entryId, E entry, Instant readAt) {
        var document = EntryDocument.of(format.document(entry, language), entryId, readAt);
        try {
            writer.updateDocument(EntryDocument.key(entryId), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String entryId) {
        try {
            writer.deleteDocuments(EntryDocument.key(entryId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Uploads the files that are new since the last call.
     *
     * @param randomIds make the names of objects unique
     * @return what to publish
     */
    Manifest upload(Supplier<String> randomIds, @Nullable Instant rebuildRequestedAt) {
        return new Manifest(id, format.version(), language, upload(randomIds), List.of(),
                rebuildRequestedAt);
    }

    private List<IndexFile> upload(Supplier<String> randomIds) {
        try {
            writer.commit();
            var files = new ArrayList<IndexFile>();
            var missing = new ArrayList<IndexFile>();
            for (var name : SegmentInfos.readLatestCommit(directory).files(true)) {
                var known = uploaded.get(name);
                if (known == null) {
                    known = new IndexFile(
                            name, stored.files() + randomIds.get() + "-" + name, Files.size(path.resolve(name)));
                    missing.add(known);
                }
                files.add(known);
            }
            Parallel.map(missing, file -> {
                stored.objects().upload(path.resolve(file.name()), file.object());
                cache.add(path.resolve(file.name()), file.object());
                return file;
            });
            uploaded.clear();
            files.forEach(file -> uploaded.put(file.name(), file));
            return files.stream().sorted(Comparator.comparing(IndexFile::name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the copy from this machine. */
    @Override
    public void close() {
        try {
            writer.rollback();
            directory.close();
            try (var files = Files.list(path)) {
                FileCache.deleteAll(files.toList());
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
