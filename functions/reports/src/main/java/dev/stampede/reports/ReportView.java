package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.reports.ReportFiles.Link;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as the admin API returns it.
 *
 * @param from the first day, yyyy-mm-dd
 * @param to the last day, yyyy-mm-dd
 * @param progress percent, if it is known
 * @param rows so far
 * @param createdBy the subject of the token of the admin who created it
 * @param endedAt when the file was complete
 * @param reason why it failed
 * @param file once it is complete, and not in lists
 */
record ReportView(
        ReportId reportId,
        String kind,
        String format,
        String from,
        String to,
        String status,
        @Nullable Integer progress,
        long rows,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable FileView file) {

    record Page(List<ReportView> reports, @Nullable String nextCursor) {}

    /**
     * @param bytes its size
     * @param url where it can be read without further permission until {@code expiresAt}
     */
    record FileView(String name, long bytes, String url, Instant expiresAt) {}

    static ReportView of(ReportJob job) {
        return of(job, null);
    }

    static ReportView of(ReportJob job, @Nullable Link link) {
        var progress = job.progress();
        return new ReportView(
                job.id(), job.kind().text(), job.format().text(), job.from().toString(), job.to().toString(),
                job.state().name().toLowerCase(Locale.ROOT),
                progress.isPresent() ? Integer.valueOf(progress.getAsInt()) : null,
                job.rows(), job.createdAt(), job.createdBy(), job.hasEnded() ? job.changedAt() : null,
                job.state() == ReportJob.State.FAILED ? "too-large" : null,
                link == null ? null : new FileView(job.fileName(), job.bytes(), link.url(), link.expiresAt()));
    }
}
