package dev.stampede.catalog.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.catalog.ImportFormat;
import dev.stampede.catalog.ImportJob;
import dev.stampede.catalog.ImportPosition;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbImportJobsTest {

    private static final String TABLE = "ImportsTable";
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static LocalDynamoDb database;

    private final DynamoDbImportJobs jobs = new DynamoDbImportJobs(database.client(), TABLE);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear(TABLE);
    }

    @Test
    void find_shouldReturnWhatWasWritten() {
        var full = job(NOW, 7);
        var empty = new ImportJob(ImportId.random(), ImportFormat.JSONL, 1, ImportJob.State.CREATED, NOW, "owner", null,
                null, null, new ImportPosition(0, 0, false, null, null), 0, 0, 0, List.of(), null, 1);
        jobs.create(full);
        jobs.create(empty);
        assertThat(jobs.find(full.id())).contains(full);
        assertThat(jobs.find(empty.id())).contains(empty);
        assertThat(jobs.find(ImportId.random())).isEmpty();
    }

    @Test
    void replace_ofAnotherVersion_shouldChangeNothing() {
        var first = job(NOW, 7);
        jobs.create(first);
        var second = version(first, 8);
        assertThat(jobs.replace(first, second)).isTrue();
        assertThat(jobs.replace(first, version(first, 9))).isFalse();
        assertThat(jobs.find(first.id())).contains(second);
        var expired = job(NOW, 1);
        assertThat(jobs.replace(expired, version(expired, 2))).isFalse();
    }

    @Test
    void list_shouldReturnTheNewestFirstPageByPage() {
        var all = List.of(job(NOW, 1), job(NOW.plusSeconds(1), 1), job(NOW.plusSeconds(2), 1));
        all.forEach(jobs::create);
        var first = jobs.list(null, 2);
        assertThat(first.jobs()).containsExactly(all.get(2), all.get(1));
        var second = jobs.list(first.next().orElseThrow(), 2);
        assertThat(second.jobs()).containsExactly(all.get(0));
        assertThat(second.next()).isEmpty();
    }

    private static ImportJob job(Instant createdAt, long version) {
        return new ImportJob(ImportId.random(), ImportFormat.CSV, 4711, ImportJob.State.RUNNING, createdAt, "owner",
                createdAt.plusSeconds(1), createdAt.plusSeconds(2), "\"etag\"",
                new ImportPosition(100, 5, true, "[\"sku\"]", "a"), 2, 3, 1, List.of(new FieldError("file", "is bad")),
                createdAt.plusSeconds(3), version);
    }

    private static ImportJob version(ImportJob job, long version) {
        return new ImportJob(job.id(), job.format(), job.size(), job.state(), job.createdAt(), job.createdBy(),
                job.startedAt(),
                job.endedAt(), job.file(), job.position(), job.chunks(), job.imported() + 1, job.failed(), job.faults(),
                job.leasedUntil(), version);
    }
}
