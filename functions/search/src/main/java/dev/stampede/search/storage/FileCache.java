package dev.stampede.search.storage;

import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.search.storage.Manifest.IndexFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Copies of objects in a directory, by name. Objects never change, so copies are never outdated. Thread-safe. */
final class FileCache implements AutoCloseable {

    private static final String PART = ".part";

    private final ObjectStore objects;
    private final Path directory;

    FileCache(ObjectStore objects, Path directory) {
        this.objects = objects;
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the files that it does not have. @return whether all objects exist */
    boolean load(List<IndexFile> files) {
        var missing = files.stream().filter(file -> !Files.exists(path(file.object()))).toList();
        return Parallel.map(missing, this::load).stream().allMatch(found -> found);
    }

    private boolean load(IndexFile file) {
        var part = directory.resolve(UUID.randomUUID() + PART);
        try {
            if (!objects.download(file.object(), part)) {
                return false;
            }
            if (Files.size(part) != file.size()) {
                throw new IllegalStateException("Object " + file.object() + " is not " + file.size() + " bytes long");
            }
            Files.move(part, path(file.object()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(part);
        }
    }

    /** Adds a file that was uploaded. */
    void add(Path file, String object) {
        link(file, path(object));
    }

    /** Gives an object's file a second name. */
    void link(String object, Path name) {
        link(path(object), name);
    }

    private static void link(Path existing, Path name) {
        try {
            Files.createLink(name, existing);
        } catch (FileAlreadyExistsException alreadyThere) {
            // the same object
        } catch (UnsupportedOperationException e) {
            copy(existing, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path existing, Path name) {
        try {
            Files.copy(existing, name, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all copies of other objects. Readers that have them open can still read them. */
    void retain(Set<String> names) {
        var kept = names.stream().map(FileCache::fileName).toList();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !kept.contains(file.getFileName().toString()) && !file.toString().endsWith(PART))
                    .forEach(FileCache::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all copies and their directory. */
    @Override
    public void close() {
        retain(Set.of());
        delete(directory);
    }

    Path directory() {
        return directory;
    }

    private Path path(String object) {
        return directory.resolve(fileName(object));
    }

    static String fileName(String object) {
        return object.substring(object.lastIndexOf('/') + 1);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteAll(Collection<Path> files) {
        files.forEach(FileCache::delete);
    }
}
