package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.runtime.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A report that is made in steps: each reads some entries and keeps their rows as a chunk; the last one joins the chunks.
 *
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 * @param createdBy the subject of the token of the admin who created it
 * @param changedAt when a step was last done
 * @param position how far its entries have been read
 * @param isRead whether all of them have been
 * @param chunks number of chunks that are kept
 * @param rows number of rows in them
 * @param bytes their size
 * @param hasSums whether sums are kept with the last chunk
 * @param leasedUntil until when a worker does the next step, or null
 * @param version increases with every change
 */
public record ReportJob(
        ReportId id,
        ReportKind kind,
        ReportFormat format,
        LocalDate from,
        LocalDate to,
        State state,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        ReportPosition position,
        boolean isRead,
        int chunks,
        long rows,
        long bytes,
        boolean hasSums,
        @Nullable Instant leasedUntil,
        long version)
        implements Job<ReportJob> {

    /** The most days of a report: a leap year. */
    static final int MAX_DAYS = 366;

    /** How long a job and its file are kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** The largest file: what Amazon S3 takes in one request (Amazon S3 User Guide, "Uploading objects"). */
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    /** A step takes at most seconds: a job that has not changed for so long has lost its message. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The state of a report. */
    public enum State {
        QUEUED, RUNNING, COMPLETED,
        /** Its file would be too large. */
        FAILED
    }

    static ReportJob created(
            ReportId id, ReportKind kind, ReportFormat format, LocalDate from, LocalDate to, Instant at, String by) {
        return new ReportJob(
                id, kind, format, from, to, State.QUEUED, at, by, at, ReportPosition.START, false, 0, 0, 0, false,
                null, 1);
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public boolean isStarted() {
        return true;
    }

    @Override
    public boolean hasEnded() {
        return state == State.COMPLETED || state == State.FAILED;
    }

    @Override
    public ReportJob leased(Instant until) {
        return with(State.RUNNING, changedAt, until);
    }

    /** @param size of the next chunk, in bytes */
    ReportJob after(ReportPosition next, boolean isLast, long moreRows, long size, boolean keepsSums, Instant at) {
        return new ReportJob(
                id, kind, format, from, to, bytes + size > MAX_BYTES ? State.FAILED : State.RUNNING, createdAt,
                createdBy, at, next, isLast, chunks + 1, rows + moreRows, bytes + size, keepsSums, null, version + 1);
    }

    ReportJob completed(Instant at) {
        return with(State.COMPLETED, at, null);
    }

    private ReportJob with(State next, Instant at, @Nullable Instant until) {
        return new ReportJob(
                id, kind, format, from, to, next, createdAt, createdBy, at, position, isRead, chunks, rows, bytes,
                hasSums, until, version + 1);
    }

    /** Whether its message seems to be lost. */
    boolean isForgotten(Instant now) {
        return !hasEnded() && changedAt.plus(PATIENCE).isBefore(now)
                && (leasedUntil == null || leasedUntil.plus(PATIENCE).isBefore(now));
    }

    /** The part of the period that has been read, in percent; unknown for reports that are not read by day. */
    OptionalInt progress() {
        if (isRead) {
            return OptionalInt.of(state == State.COMPLETED ? 100 : 99);
        }
        if (kind == ReportKind.STOCK_MOVEMENTS) {
            return OptionalInt.empty();
        }
        var group = position.group();
        if (group == null) {
            return OptionalInt.of(0);
        }
        var days = ChronoUnit.DAYS.between(from, to) + 1;
        var read = ChronoUnit.DAYS.between(from, LocalDate.parse(group)) + (position.isDone() ? 1 : 0);
        return OptionalInt.of((int) Math.min(99, 100 * read / days));
    }

    /** The name under which browsers save the file. */
    public String fileName() {
        return "%s-%s-%s.%s".formatted(kind.text(), from, to, format.text());
    }
}
