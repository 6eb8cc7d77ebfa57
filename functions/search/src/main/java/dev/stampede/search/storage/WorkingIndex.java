package dev.stampede.search.storage;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.search.index.IndexedProduct;
import dev.stampede.search.index.ProductDocument;
import dev.stampede.search.index.StoreLanguage;
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
final class WorkingIndex implements AutoCloseable {

    /** Larger segments are not merged, so that no change waits long for its publication. */
    private static final double MAX_MERGED_MB = 64;
    private static final double BUFFER_MB = 32;

    private final String id;
    private final StoreLanguage language;
    private final FileCache cache;
    private final ObjectStore objects;
    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    /** The files that are in object storage, by the name that they have in the index. */
    private final Map<String, IndexFile> stored = new HashMap<>();

    private WorkingIndex(
            String id,
            StoreLanguage language,
            ObjectStore objects,
            FileCache cache,
            Path path,
            List<IndexFile> files,
            OpenMode mode) {
        this.id = id;
        this.language = language;
        this.objects = objects;
        this.cache = cache;
        this.path = path;
        for (var file : files) {
            cache.link(file.object(), path.resolve(file.name()));
            stored.put(file.name(), file);
        }
        var merges = new TieredMergePolicy();
        merges.setMaxMergedSegmentMB(MAX_MERGED_MB);
        // One file for each segment: fewer requests.
        merges.setNoCFSRatio(1);
        var config = new IndexWriterConfig()
                .setOpenMode(mode)
                .setMergePolicy(merges)
                .setSimilarity(ProductDocument.similarity())
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
    static WorkingIndex create(
            String id, StoreLanguage language, ObjectStore objects, FileCache cache, Path parent) {
        return new WorkingIndex(id, language, objects, cache, temporary(parent), List.of(), OpenMode.CREATE);
    }

    /** A copy of a published index, whose files are in the cache. */
    static WorkingIndex open(Manifest manifest, ObjectStore objects, FileCache cache, Path parent) {
        return new WorkingIndex(
                manifest.index(), manifest.storeLanguage(), objects, cache, temporary(parent), manifest.files(),
                OpenMode.APPEND);
    }

    private static Path temporary(Path parent) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "work");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(IndexedProduct product, Instant readAt) {
        var document = ProductDocument.of(product, language, readAt);
        try {
            writer.updateDocument(ProductDocument.key(product.id()), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(ProductId id) {
        try {
            writer.deleteDocuments(ProductDocument.key(id));
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
        return new Manifest(id, ProductDocument.VERSION, language.code(), upload(randomIds), List.of(),
                rebuildRequestedAt);
    }

    private List<IndexFile> upload(Supplier<String> randomIds) {
        try {
            writer.commit();
            var files = new ArrayList<IndexFile>();
            var missing = new ArrayList<IndexFile>();
            for (var name : SegmentInfos.readLatestCommit(directory).files(true)) {
                var known = stored.get(name);
                if (known == null) {
                    known = new IndexFile(
                            name, Manifest.FILES + randomIds.get() + "-" + name, Files.size(path.resolve(name)));
                    missing.add(known);
                }
                files.add(known);
            }
            Parallel.map(missing, file -> {
                objects.upload(path.resolve(file.name()), file.object());
                cache.add(path.resolve(file.name()), file.object());
                return file;
            });
            stored.clear();
            files.forEach(file -> stored.put(file.name(), file));
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
