package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.testing.Killable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Imports, their files and their queue in memory, which can be cut off at any call. Not thread-safe. */
final class InMemoryImports extends Killable implements ImportJobs, ImportFiles, ImportQueue {

    private final Map<ImportId, ImportJob> jobs = new HashMap<>();
    private final Map<ImportId, byte[]> files = new HashMap<>();
    private final Map<ImportId, TreeMap<Integer, List<RowResult>>> results = new HashMap<>();
    final Deque<Chunk> messages = new ArrayDeque<>();

    void put(ImportId id, String content) {
        put(id, content.getBytes(StandardCharsets.UTF_8));
    }

    void put(ImportId id, byte[] content) {
        files.put(id, content);
    }

    @Override
    public void create(ImportJob job) {
        jobs.put(job.id(), job);
    }

    @Override
    public Optional<ImportJob> find(String key) {
        before();
        var found = Optional.ofNullable(jobs.get(new ImportId(key)));
        after();
        return found;
    }

    @Override
    public boolean replace(ImportJob seen, ImportJob next) {
        before();
        var isReplaced = jobs.containsKey(seen.id()) && jobs.get(seen.id()).version() == seen.version();
        if (isReplaced) {
            jobs.put(seen.id(), next);
        }
        after();
        return isReplaced;
    }

    @Override
    public Page<ImportJob> list(@Nullable String after, int limit) {
        return new Page<>(jobs.values().stream().sorted(Comparator.comparing(ImportJob::createdAt)).toList(),
                Optional.empty());
    }

    @Override
    public Upload upload(ImportId id, ImportFormat format, long size) {
        return new Upload("https://files.example.com/" + id, "PUT", Map.of(), Instant.EPOCH);
    }

    @Override
    public Optional<Uploaded> uploaded(ImportId id) {
        return Optional.ofNullable(files.get(id)).map(file -> new Uploaded(etag(file), file.length));
    }

    private static String etag(byte[] file) {
        return Integer.toHexString(Arrays.hashCode(file));
    }

    @Override
    public byte[] read(ImportId id, String etag, long offset, int length) {
        before();
        var file = files.get(id);
        if (file == null || !etag(file).equals(etag)) {
            throw new FileChanged(new IllegalStateException());
        }
        var part = Arrays.copyOfRange(file, (int) offset, (int) Math.min(file.length, offset + length));
        after();
        return part;
    }

    @Override
    public void keep(ImportId id, int chunk, List<RowResult> kept) {
        before();
        results.computeIfAbsent(id, _ -> new TreeMap<>()).put(chunk, List.copyOf(kept));
        after();
    }

    @Override
    public List<RowResult> results(ImportId id, int chunk) {
        return results.getOrDefault(id, new TreeMap<>()).getOrDefault(chunk, List.of());
    }

    List<RowResult> results(ImportId id) {
        return results.getOrDefault(id, new TreeMap<>()).values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void add(Chunk chunk) {
        before();
        messages.add(chunk);
        after();
    }
}
