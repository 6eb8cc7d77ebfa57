package dev.stampede.search.storage;

import dev.stampede.search.storage.Manifest.IndexFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.MMapDirectory;

/** The files of a published index, read from copies of their objects. */
final class CachedDirectory extends FilterDirectory {

    private volatile Map<String, String> copies = Map.of();

    CachedDirectory(FileCache cache) throws IOException {
        super(new MMapDirectory(cache.directory()));
    }

    /** Shows these files. Those that are open stay readable. */
    void show(List<IndexFile> files) {
        copies = files.stream()
                .collect(Collectors.toUnmodifiableMap(IndexFile::name, file -> FileCache.fileName(file.object())));
    }

    @Override
    public String[] listAll() {
        return copies.keySet().stream().sorted().toArray(String[]::new);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return in.openInput(copy(name), context);
    }

    @Override
    public long fileLength(String name) throws IOException {
        return in.fileLength(copy(name));
    }

    private String copy(String name) throws IOException {
        var copy = copies.get(name);
        if (copy == null) {
            throw new NoSuchFileException(name);
        }
        return copy;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) {
        throw readOnly();
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) {
        throw readOnly();
    }

    @Override
    public void deleteFile(String name) {
        throw readOnly();
    }

    @Override
    public void rename(String source, String target) {
        throw readOnly();
    }

    @Override
    public void copyFrom(Directory from, String source, String target, IOContext context) {
        throw readOnly();
    }

    @Override
    public Lock obtainLock(String name) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("A published index is only read");
    }
}
