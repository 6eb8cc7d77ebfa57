package dev.stampede.local.store.objects;

import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

/**
 * Contents in a directory: one file for each object, with the content, a description as JSON and, in the last four bytes,
 * the description's length. A file replaces the one before in one step, so that a kill leaves one of the two. Files are not
 * synced to disk, so a power failure may lose the newest ones.
 */
final class ContentsInFiles implements Contents {

    private static final String DRAFT_SUFFIX = ".new";

    private final Path directory;

    private record Description(String key, String etag, String modified, Map<String, String> headers) {}

    /** @param directory of this bucket alone; created if it does not exist */
    ContentsInFiles(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    @Override
    public Collection<StoredObject> stored() throws IOException {
        var objects = new ArrayList<StoredObject>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (file.toString().endsWith(DRAFT_SUFFIX)) {
                    Files.delete(file);
                } else {
                    objects.add(read(file));
                }
            }
        }
        return objects;
    }

    @Override
    public Draft draft(InputStream body) throws IOException {
        var file = Files.createTempFile(directory, "", DRAFT_SUFFIX);
        var digest = EntityTag.digest();
        var size = 0L;
        try (var output = Files.newOutputStream(file)) {
            var buffer = new byte[64 * 1024];
            for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                size += count;
                if (size > MAX_OBJECT_BYTES) {
                    throw Contents.tooLarge();
                }
                digest.update(buffer, 0, count);
                output.write(buffer, 0, count);
            }
        } catch (IOException | S3Failure incomplete) {
            Files.delete(file);
            throw incomplete;
        }
        return new FileDraft(file, size, EntityTag.of(digest));
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) throws IOException {
        var channel = FileChannel.open(file(object.key()), StandardOpenOption.READ);
        return new Part(channel, range);
    }

    @Override
    public void delete(StoredObject object) throws IOException {
        Files.delete(file(object.key()));
    }

    /** Keys are longer than names of files may be, and have slashes. */
    private Path file(String key) {
        return directory.resolve(Sha256.hex(key));
    }

    private static StoredObject read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var length = read(channel, channel.size() - Integer.BYTES, Integer.BYTES).getInt();
            var start = channel.size() - Integer.BYTES - length;
            var json = StandardCharsets.UTF_8.decode(read(channel, start, length)).toString();
            var description = Json.read(json, Description.class);
            return new StoredObject(description.key(), start, description.etag(), Instant.parse(description.modified()),
                    description.headers());
        } catch (IOException | RuntimeException unreadable) {
            throw new IOException("Cannot read the object in " + file, unreadable);
        }
    }

    private static ByteBuffer read(FileChannel channel, long start, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private final class FileDraft implements Draft {

        private final Path file;
        private final long size;
        private final String etag;

        FileDraft(Path file, long size, String etag) {
            this.file = file;
            this.size = size;
            this.etag = etag;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public String etag() {
            return etag;
        }

        @Override
        public void keep(StoredObject object) throws IOException {
            var description = Json.write(new Description(
                    object.key(), object.etag(), object.modified().toString(), object.headers()))
                    .getBytes(StandardCharsets.UTF_8);
            var end = ByteBuffer.allocate(description.length + Integer.BYTES)
                    .put(description).putInt(description.length);
            Files.write(file, end.array(), StandardOpenOption.APPEND);
            Files.move(file, file(object.key()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** A part of an open file. It stays readable when the file is replaced. */
    private static final class Part extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long position;

        Part(FileChannel channel, ByteRange range) {
            this.channel = channel;
            this.position = range.start();
            this.end = range.start() + range.length();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            var wanted = (int) Math.min(length, end - position);
            var count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
            if (count < 0) {
                throw new EOFException("The file of an object is shorter than the object");
            }
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
