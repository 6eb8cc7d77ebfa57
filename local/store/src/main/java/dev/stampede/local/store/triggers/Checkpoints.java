package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.stampede.local.store.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The position of each mapping in each shard. With a file, positions outlive the process. They are written after the
 * records were processed, at most every 100 ms and on close, so a crash repeats some records, as Lambda can, and skips
 * none. A new mapping is written immediately, because it must not read records from before it existed.
 *
 * <p>
 * Thread-safe.
 */
final class Checkpoints implements AutoCloseable {

    private static final Duration WRITE_INTERVAL = Duration.ofMillis(100);
    private static final String ENDED = "ended";

    private final @Nullable Path file;
    private final Map<String, Map<String, String>> positions;
    private long writtenNanos = System.nanoTime();
    private boolean changed;

    private Checkpoints(@Nullable Path file, Map<String, Map<String, String>> positions) {
        this.file = file;
        this.positions = positions;
    }

    static Checkpoints inMemory() {
        return new Checkpoints(null, new TreeMap<>());
    }

    static Checkpoints in(Path directory) {
        var file = directory.resolve("stream-positions.json");
        try {
            var positions = new TreeMap<String, Map<String, String>>();
            if (Files.exists(file)) {
                positions.putAll(EventJson.MAPPER.readValue(file.toFile(),
                        new TypeReference<Map<String, TreeMap<String, String>>>() {}));
            }
            return new Checkpoints(file, positions);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** Whether the mapping existed before. If so, a shard without a position is new and is read from its start. */
    synchronized boolean isKnown(String mapping) {
        return positions.containsKey(mapping);
    }

    synchronized void know(String mapping) {
        if (positions.putIfAbsent(mapping, new TreeMap<>()) == null) {
            write();
        }
    }

    /** The sequence number of the last processed record. */
    synchronized Optional<String> position(String mapping, String shard) {
        return Optional.ofNullable(positions.getOrDefault(mapping, Map.of()).get(shard));
    }

    synchronized boolean hasEnded(String mapping, String shard) {
        return position(mapping, shard).filter(ENDED::equals).isPresent();
    }

    synchronized void advance(String mapping, String shard, String sequenceNumber) {
        positions.computeIfAbsent(mapping, id -> new TreeMap<>()).put(shard, sequenceNumber);
        changed();
    }

    void end(String mapping, String shard) {
        advance(mapping, shard, ENDED);
    }

    @Override
    public synchronized void close() {
        if (changed) {
            write();
        }
    }

    private void changed() {
        changed = true;
        if (System.nanoTime() - writtenNanos > WRITE_INTERVAL.toNanos()) {
            write();
        }
    }

    private void write() {
        changed = false;
        writtenNanos = System.nanoTime();
        if (file == null) {
            return;
        }
        try {
            AtomicFile.write(file, EventJson.MAPPER.writeValueAsString(positions));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + file, unwritable);
        }
    }
}
