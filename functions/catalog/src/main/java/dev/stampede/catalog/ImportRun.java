package dev.stampede.catalog;

import dev.stampede.catalog.ImportFiles.FileChanged;
import dev.stampede.catalog.ImportQueue.Chunk;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads the next chunk of an import: writes its products, keeps the results of its rows, and records how far the file has
 * been read. Whatever ends it in between, the same chunk is read again from its first row; writing a product again and
 * keeping a result again changes nothing. Thread-safe.
 */
final class ImportRun {

    /** Room for the rows of a product: {@link Product#MAX_VARIANTS} of {@link CsvProducts#MAX_ROW_BYTES}. */
    static final int CHUNK_BYTES = 1024 * 1024;

    static final int CHUNK_ROWS = 200;

    /** Longer than the worker's timeout: nobody works on a chunk when its lease is over. */
    static final Duration LEASE = Duration.ofSeconds(35);

    private final ImportJobs jobs;
    private final ImportFiles files;
    private final ImportQueue queue;
    private final Map<ImportFormat, ImportReader> readers;
    private final ProductImport products;
    private final Clock clock;
    private final int chunkRows;

    /** @param chunkRows rows of a chunk, by and large */
    ImportRun(ImportJobs jobs, ImportFiles files, ImportQueue queue, ProductFields fields, ProductImport products,
            Clock clock, int chunkRows) {
        this.jobs = jobs;
        this.files = files;
        this.queue = queue;
        this.readers = Map.of(ImportFormat.JSONL, new JsonLines(fields), ImportFormat.CSV, new CsvProducts(fields));
        this.products = products;
        this.clock = clock;
        this.chunkRows = chunkRows;
    }

    /** What a message led to. */
    sealed interface Outcome {

        /** A chunk was read, and another one follows. */
        record Continued(ImportJob job) implements Outcome {}

        /** The import has ended, now or before. */
        record Ended(ImportJob job) implements Outcome {}

        /** The import is not started, or its record has expired. */
        record NotStarted() implements Outcome {}

        /** Another worker reads the chunk; ask again once its lease is over. */
        record Busy() implements Outcome {}
    }

    Outcome next(ImportId id) {
        var found = jobs.find(id);
        if (found.isEmpty() || found.get().state() == ImportJob.State.CREATED) {
            return new Outcome.NotStarted();
        }
        var job = found.get();
        if (job.hasEnded()) {
            return new Outcome.Ended(job);
        }
        var now = clock.instant();
        var until = job.leasedUntil();
        if (until != null && now.isBefore(until)) {
            return new Outcome.Busy();
        }
        var leased = job.leased(now.plus(LEASE));
        return jobs.replace(job, leased) ? read(leased) : new Outcome.Busy();
    }

    private Outcome read(ImportJob job) {
        var start = job.position();
        byte[] bytes;
        try {
            bytes = files.read(job.id(), String.valueOf(job.file()), start.offset(), CHUNK_BYTES);
        } catch (FileChanged changed) {
            return fail(job, List.of(new FieldError("file", "was uploaded again, or has expired")));
        }
        var isEnd = start.offset() + bytes.length >= job.size();
        var chunk = readers.get(job.format()).read(bytes, isEnd, start, chunkRows);
        if (!chunk.faults().isEmpty()) {
            return fail(job, chunk.faults());
        }
        var results = write(chunk.products(), job.createdBy());
        files.keep(job.id(), job.chunks(), results);
        var failed = (int) results.stream().filter(RowResult::isFailed).count();
        var next = job.after(chunk.next(), results.size() - failed, failed, clock.instant());
        if (next.hasEnded() && next.imported() + next.failed() == 0) {
            return fail(job, List.of(new FieldError("file", "must have at least one row")));
        }
        return advance(job, next);
    }

    private Outcome fail(ImportJob job, List<FieldError> faults) {
        return advance(job, job.failedBecause(faults, clock.instant()));
    }

    private Outcome advance(ImportJob job, ImportJob next) {
        if (!jobs.replace(job, next)) {
            return new Outcome.Busy();
        }
        if (next.hasEnded()) {
            return new Outcome.Ended(next);
        }
        queue.add(new Chunk(job.id()));
        return new Outcome.Continued(next);
    }

    /** A product or SKU that comes again is written after the one before it. */
    private List<RowResult> write(List<FileProduct> read, String admin) {
        var refused = new HashMap<FileProduct, Problem>();
        var batch = new ArrayList<FileProduct>();
        var ids = new HashSet<ProductId>();
        var skus = new HashSet<Sku>();
        for (var one : read) {
            if (one.product().isEmpty()) {
                continue;
            }
            var product = one.product().get();
            if (ids.contains(product.id()) || product.skus().stream().anyMatch(skus::contains)) {
                write(batch, refused, admin);
                batch.clear();
                ids.clear();
                skus.clear();
            }
            batch.add(one);
            ids.add(product.id());
            skus.addAll(product.skus());
        }
        write(batch, refused, admin);
        return read.stream().flatMap(one -> one.results(refused.get(one)).stream()).toList();
    }

    private void write(List<FileProduct> batch, Map<FileProduct, Problem> refused, String admin) {
        var results = products.run(batch.stream().map(one -> one.product().orElseThrow()).toList(), admin);
        for (var index = 0; index < batch.size(); index++) {
            if (results.get(index).outcome() instanceof PutOutcome.Refused because) {
                refused.put(batch.get(index), Problems.of(because));
            }
        }
    }
}
