package dev.stampede.catalog;

import dev.stampede.catalog.ImportFiles.Upload;
import dev.stampede.catalog.ImportQueue.Chunk;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.jobs.Jobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, starts and describes imports of files. Thread-safe. */
final class Imports {

    /** Chunks whose results are read for one page. */
    private static final int MAX_CHUNKS = 20;

    private final ImportJobs jobs;
    private final ImportFiles files;
    private final ImportQueue queue;
    private final Clock clock;

    Imports(ImportJobs jobs, ImportFiles files, ImportQueue queue, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.queue = queue;
        this.clock = clock;
    }

    record Created(ImportJob job, Upload upload) {}

    /** @param admin the subject of the token of the admin who creates it */
    Created create(ImportFormat format, long size, String admin) {
        var job = ImportJob.created(ImportId.random(), format, size, clock.instant(), admin);
        var upload = files.upload(job.id(), format, size);
        jobs.create(job);
        return new Created(job, upload);
    }

    Optional<ImportJob> find(ImportId id) {
        return jobs.find(id);
    }

    Jobs.Page<ImportJob> list(@Nullable String after, int limit) {
        return jobs.list(after, limit);
    }

    sealed interface Start {

        record Started(ImportJob job) implements Start {}

        record Unknown() implements Start {}

        /** No file was uploaded. */
        record NotUploaded() implements Start {}

        /** @param size bytes of the uploaded file */
        record OtherSize(long announced, long size) implements Start {}

        record Ended(ImportJob job) implements Start {}
    }

    /** Starts an import. Starting it again goes on with it, should its messages have been lost. */
    Start start(ImportId id) {
        var found = jobs.find(id);
        if (found.isEmpty()) {
            return new Start.Unknown();
        }
        var job = found.get();
        if (job.hasEnded()) {
            return new Start.Ended(job);
        }
        if (job.state() == ImportJob.State.CREATED) {
            var uploaded = files.uploaded(id);
            if (uploaded.isEmpty()) {
                return new Start.NotUploaded();
            }
            if (uploaded.get().size() != job.size()) {
                return new Start.OtherSize(job.size(), uploaded.get().size());
            }
            var started = job.started(uploaded.get().etag(), clock.instant());
            if (!jobs.replace(job, started)) {
                return start(id);
            }
            job = started;
        }
        queue.add(new Chunk(id));
        return new Start.Started(job);
    }

    /**
     * Where a page of results begins.
     *
     * @param index of the result in the chunk
     */
    record Place(int chunk, int index) {

        static final Place FIRST = new Place(0, 0);
    }

    /** @param next where the next page begins, null on the last page of what has been read so far */
    record Results(List<RowResult> results, @Nullable Place next) {}

    /**
     * A page of the results of rows, in their order. It can have fewer results than the limit, or none, and be followed by
     * another one.
     *
     * @param isFailed only those that failed, or only those that did not; null for all
     */
    Results results(ImportJob job, @Nullable Boolean isFailed, Place from, int limit) {
        var page = new ArrayList<RowResult>();
        var lastChunk = Math.min(job.chunks(), from.chunk() + MAX_CHUNKS);
        for (var chunk = from.chunk(); chunk < lastChunk; chunk++) {
            var results = files.results(job.id(), chunk);
            for (var index = chunk == from.chunk() ? from.index() : 0; index < results.size(); index++) {
                var result = results.get(index);
                if (isFailed != null && result.isFailed() != isFailed) {
                    continue;
                }
                if (page.size() == limit) {
                    return new Results(page, new Place(chunk, index));
                }
                page.add(result);
            }
        }
        return new Results(page, lastChunk < job.chunks() ? new Place(lastChunk, 0) : null);
    }
}
