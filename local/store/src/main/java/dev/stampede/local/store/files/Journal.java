package dev.stampede.local.store.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * An append-only file of lines. Appended lines survive a kill of the process. They are not synced to disk, so a power
 * failure may lose the newest lines.
 *
 * <p>
 * Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private final Path file;
    private FileChannel channel;
    private long size;

    private Journal(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens the file; creates it if it does not exist. Discards an incomplete last line, whose {@link #append} did not
     * return.
     *
     * @param reader receives each line, in order
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static Journal open(Path file, Consumer<String> reader) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            var size = completeLines(channel);
            channel.truncate(size);
            try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.forEach(reader);
            }
            return new Journal(file, channel, size);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot read or write " + file, unusable);
        }
    }

    /**
     * Appends a line.
     *
     * @param line without a line break
     * @throws UncheckedIOException if the line cannot be written; the next line replaces it
     */
    public synchronized void append(String line) {
        try {
            size += write(channel, line, size);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write to " + file, unwritable);
        }
    }

    /** Atomically replaces all lines. */
    public synchronized void replace(Collection<String> lines) {
        var fresh = AtomicFile.beside(file);
        try {
            var replacement = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            var written = 0L;
            for (var line : lines) {
                written += write(replacement, line, written);
            }
            AtomicFile.replace(file, fresh);
            channel.close();
            channel = replacement;
            size = written;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + fresh, unwritable);
        }
    }

    /** The size of all lines in bytes. */
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException("Cannot close " + file, unclosable);
        }
    }

    private static int write(FileChannel channel, String line, long position) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
        return bytes.limit();
    }

    /** The end position of the last complete line. */
    private static long completeLines(FileChannel channel) throws IOException {
        var last = ByteBuffer.allocate(1);
        for (var end = channel.size(); end > 0; end--) {
            channel.read(last.clear(), end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
