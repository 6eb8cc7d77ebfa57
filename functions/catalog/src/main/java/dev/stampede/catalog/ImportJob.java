package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import of a file of products. Chunks of the file are read one after another, each by one worker at a time.
 *
 * @param size bytes of the file, 1 to {@link #MAX_BYTES}
 * @param createdBy the subject of the token of the admin who created it, who is recorded with its products
 * @param file entity tag of the file that is read, or null before the start
 * @param chunks number of chunks that have been read
 * @param imported number of rows whose products were written
 * @param failed number of rows whose products were not written
 * @param faults why the file cannot be read, empty if it can
 * @param leasedUntil until when a worker reads the next chunk, or null
 * @param version increases with every change
 */
public record ImportJob(
        ImportId id,
        ImportFormat format,
        long size,
        State state,
        Instant createdAt,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String file,
        ImportPosition position,
        int chunks,
        int imported,
        int failed,
        List<FieldError> faults,
        @Nullable Instant leasedUntil,
        long version)
        implements Job<ImportJob> {

    /** The largest file: 64 MiB. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    /** How long a job is kept, as long as the bucket keeps its objects. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** The state of an import. */
    public enum State {
        CREATED, QUEUED, RUNNING, COMPLETED, FAILED
    }

    public ImportJob {
        faults = List.copyOf(faults);
    }

    static ImportJob created(ImportId id, ImportFormat format, long size, Instant at, String by) {
        return new ImportJob(id, format, size, State.CREATED, at, by, null, null, null, ImportPosition.START, 0, 0,
                0, List.of(), null, 1);
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public boolean isStarted() {
        return state != State.CREATED;
    }

    @Override
    public boolean hasEnded() {
        return state == State.COMPLETED || state == State.FAILED;
    }

    ImportJob started(String uploaded, Instant at) {
        return new ImportJob(id, format, size, State.QUEUED, createdAt, createdBy, at, null, uploaded, position, chunks,
                imported,
                failed, faults, null, version + 1);
    }

    @Override
    public ImportJob leased(Instant until) {
        return new ImportJob(id, format, size, State.RUNNING, createdAt, createdBy, startedAt, null, file, position,
                chunks,
                imported, failed, faults, until, version + 1);
    }

    /** @param next where the next chunk begins; at the end of the file, the import is complete */
    ImportJob after(ImportPosition next, int moreImported, int moreFailed, Instant at) {
        var isComplete = next.offset() >= size;
        return new ImportJob(id, format, size, isComplete ? State.COMPLETED : State.RUNNING, createdAt, createdBy,
                startedAt,
                isComplete ? at : null, file, next, chunks + 1, imported + moreImported, failed + moreFailed, faults,
                null, version + 1);
    }

    ImportJob failedBecause(List<FieldError> why, Instant at) {
        return new ImportJob(id, format, size, State.FAILED, createdAt, createdBy, startedAt, at, file, position,
                chunks,
                imported, failed, why, null, version + 1);
    }
}
