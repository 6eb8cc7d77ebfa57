package dev.stampede.local.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Replaces small files atomically: after a kill, a file has either its old or its new content. */
public final class AtomicFile {

    private AtomicFile() {}

    public static void write(Path file, String content) throws IOException {
        var fresh = beside(file);
        Files.writeString(fresh, content);
        replace(file, fresh);
    }

    /** Like {@link #write}; on POSIX file systems only the owner can ever read the file. */
    public static void writeSecret(Path file, String content) throws IOException {
        var fresh = beside(file);
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, content);
        replace(file, fresh);
    }

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    static void replace(Path file, Path fresh) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
