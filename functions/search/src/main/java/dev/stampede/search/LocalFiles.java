package dev.stampede.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/** Where functions keep copies of the index: a directory for each process, below that for temporary files. */
final class LocalFiles {

    private static final String PREFIX = "stampede-search-";

    /** Advises a module that only searches for vectors need. Held, because loggers are collected with their levels. */
    private static final Logger ADVICE = Logger
            .getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(Level.SEVERE);
    }

    private LocalFiles() {}

    /** A new directory. Those of processes that have ended are deleted. */
    static Path directory(String purpose) {
        var root = Path.of(System.getProperty("java.io.tmpdir"));
        deleteOld(root);
        try {
            var own = Files.createDirectories(root.resolve(PREFIX + ProcessHandle.current().pid()));
            return Files.createTempDirectory(own, purpose);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOld(Path root) {
        try (var directories = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (var directory : directories) {
                var pid = directory.getFileName().toString().substring(PREFIX.length());
                if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(directory);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Functions that start at the same time delete the same files: what is gone was deleted by another one. */
    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }

    /** 128 random bits each. Random numbers are drawn at use, so that instances from one snapshot differ. */
    static Supplier<String> randomIds(RandomGenerator random) {
        return () -> "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}
