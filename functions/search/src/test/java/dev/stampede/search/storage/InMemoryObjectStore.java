package dev.stampede.search.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects in memory, with what can go wrong. Thread-safe. */
final class InMemoryObjectStore implements ObjectStore {

    /** What the process that calls dies of. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private record Stored(byte[] content, String tag, Instant writtenAt) {}

    private final Map<String, Stored> objects = new TreeMap<>();
    private final Clock clock;
    private int version;
    private int calls;
    private int killAfter = Integer.MAX_VALUE;
    private Runnable beforeReplace = () -> {};
    private boolean isDown;

    InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    /** Ends the caller after this many further calls that change something; the last one still takes effect. */
    synchronized void killAfter(int changes) {
        calls = 0;
        killAfter = changes;
    }

    /** Runs before the next manifest is replaced, once. */
    synchronized void beforeReplace(Runnable other) {
        beforeReplace = other;
    }

    synchronized void isDown(boolean value) {
        isDown = value;
    }

    synchronized int changes() {
        return calls;
    }

    synchronized Map<String, Instant> written() {
        var written = new TreeMap<String, Instant>();
        objects.forEach((name, object) -> written.put(name, object.writtenAt()));
        return written;
    }

    private void changed() {
        calls++;
        if (calls > killAfter) {
            throw new Killed();
        }
    }

    private void requireUp() {
        if (isDown) {
            throw new IllegalStateException("Object storage does not answer");
        }
    }

    @Override
    public synchronized Read read(String name, @Nullable String knownTag) {
        requireUp();
        var object = objects.get(name);
        if (object == null) {
            return new Read.Missing();
        }
        return object.tag().equals(knownTag) ? new Read.Unchanged() : new Read.Found(object.content(), object.tag());
    }

    @Override
    public Optional<String> replace(String name, byte[] content, @Nullable String expectedTag) {
        if (!name.startsWith("leases/")) {
            Runnable other;
            synchronized (this) {
                other = beforeReplace;
                beforeReplace = () -> {};
            }
            other.run();
        }
        synchronized (this) {
            requireUp();
            changed();
            var object = objects.get(name);
            if (object == null ? expectedTag != null : !object.tag().equals(expectedTag)) {
                return Optional.empty();
            }
            var tag = "v" + ++version;
            objects.put(name, new Stored(content.clone(), tag, clock.instant()));
            return Optional.of(tag);
        }
    }

    @Override
    public synchronized void upload(Path file, String name) {
        requireUp();
        changed();
        if (objects.containsKey(name)) {
            throw new AssertionError("Files are never replaced: " + name);
        }
        try {
            objects.put(name, new Stored(Files.readAllBytes(file), "f", clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean download(String name, Path file) {
        Stored object;
        synchronized (this) {
            requireUp();
            object = objects.get(name);
        }
        if (object == null) {
            return false;
        }
        try {
            Files.write(file, object.content());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Stream<Listed> list(String prefix) {
        requireUp();
        return objects.entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix))
                .map(one -> new Listed(one.getKey(), one.getValue().tag(), one.getValue().writtenAt()))
                .toList()
                .stream();
    }

    @Override
    public synchronized void delete(Collection<String> names) {
        requireUp();
        changed();
        names.forEach(objects::remove);
    }
}
