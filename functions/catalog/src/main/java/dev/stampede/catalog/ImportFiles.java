package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of imports and the results of their rows. Implementations are safe for use by many threads. */
public interface ImportFiles {

    /** A request that uploads a file, which anyone can make until it expires. */
    record Upload(String url, String method, Map<String, String> headers, Instant expiresAt) {}

    /** @param etag entity tag, which changes when the file is uploaded again */
    record Uploaded(String etag, long size) {}

    /** The file was uploaded again, or was deleted. */
    final class FileChanged extends RuntimeException {

        private static final long serialVersionUID = 1;

        public FileChanged(Throwable cause) {
            super("The file of an import has changed", cause);
        }
    }

    /** @param size bytes that the upload must have */
    Upload upload(ImportId id, ImportFormat format, long size);

    Optional<Uploaded> uploaded(ImportId id);

    /**
     * A part of the file.
     *
     * @param length maximum number of bytes
     * @throws FileChanged if it is no longer the uploaded file
     */
    byte[] read(ImportId id, String etag, long offset, int length);

    /** Keeps the results of a chunk's rows, instead of those from before. */
    void keep(ImportId id, int chunk, List<RowResult> results);

    /** The results of a chunk; empty if they have expired. */
    List<RowResult> results(ImportId id, int chunk);
}
