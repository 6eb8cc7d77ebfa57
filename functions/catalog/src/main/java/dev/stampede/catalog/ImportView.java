package dev.stampede.catalog;

import dev.stampede.catalog.ImportFiles.Upload;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import of a file as the admin API returns it.
 *
 * @param bytesRead of the file, so far
 * @param rows that were read, so far
 * @param createdBy the subject of the token of the admin who created it
 * @param upload only in the response to its creation
 */
record ImportView(
        ImportId importId,
        String format,
        String status,
        long size,
        long bytesRead,
        int rows,
        int imported,
        int failed,
        Instant createdAt,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Map<String, Object> problem,
        @Nullable Upload upload) {

    record Page(List<ImportView> imports, @Nullable String nextCursor) {}

    record ResultsPage(List<Result> results, @Nullable String nextCursor) {}

    record Result(int row, @Nullable String productId, String status, @Nullable Map<String, Object> problem) {

        static Result of(RowResult result) {
            return new Result(result.row(), result.productId(), result.status(), result.problem());
        }
    }

    static ImportView of(ImportJob job) {
        return of(job, null);
    }

    static ImportView of(ImportJob job, @Nullable Upload upload) {
        return new ImportView(
                job.id(), job.format().text(), job.state().name().toLowerCase(Locale.ROOT),
                job.size(),
                job.position().offset(), job.imported() + job.failed(), job.imported(), job.failed(), job.createdAt(),
                job.createdBy(), job.startedAt(), job.endedAt(),
                job.faults().isEmpty() ? null : Problem.invalid(job.faults()).members(), upload);
    }
}
