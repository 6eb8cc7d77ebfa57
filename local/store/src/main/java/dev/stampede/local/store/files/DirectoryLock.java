package dev.stampede.local.store.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a data directory for one store. The operating system releases the lock when the process ends, even on a kill.
 */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Locks the directory; creates it if it does not exist.
     *
     * @throws IllegalStateException if another store uses it
     * @throws UncheckedIOException  if it is not writable
     */
    public static DirectoryLock acquire(Path directory) {
        try {
            Files.createDirectories(directory);
            var file = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                return new DirectoryLock(file);
            }
            file.close();
            throw new IllegalStateException("Another store is using " + directory);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot write to " + directory, unusable);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }
}
