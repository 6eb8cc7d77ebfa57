package dev.stampede.search.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Named objects. Each is written and replaced as a whole, and reads see the last write. Implementations are thread-safe. */
public interface ObjectStore {

    /** @param knownTag the tag of the version that the caller has, or null */
    Read read(String name, @Nullable String knownTag);

    /** What reading an object yields. */
    sealed interface Read {

        /** @param tag identifies this version of the object */
        record Found(byte[] content, String tag) implements Read {}

        /** The object is as the caller knows it. */
        record Unchanged() implements Read {}

        record Missing() implements Read {}
    }

    /**
     * Replaces an object, or creates it.
     *
     * @param expectedTag the tag of the version to replace, or null if the object must not exist
     * @return the tag of the new version; empty if the object is not as expected
     */
    Optional<String> replace(String name, byte[] content, @Nullable String expectedTag);

    /** Writes a file to a new object. */
    void upload(Path file, String name);

    /**
     * Writes an object to a new file.
     *
     * @return whether the object exists; if not, there is no file either
     */
    boolean download(String name, Path file);

    /** All objects whose names have this prefix; read lazily. */
    Stream<Listed> list(String prefix);

    /** @param tag identifies this version of the object among those that a list has shown */
    record Listed(String name, String tag, Instant writtenAt) {}

    /** Deletes objects; those that do not exist are ignored. */
    void delete(Collection<String> names);
}
