package dev.stampede.catalog;

import dev.stampede.catalog.ImportFiles.FileChanged;
import dev.stampede.catalog.ImportQueue.Chunk;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.jobs.Turns;
import dev.stampede.runtime.jobs.Turns.Turn;
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

    private final Turns<ImportJob> turns;
    private final ImportFiles files;
    private final Map<ImportFormat, ImportReader> readers;
    private final ProductImport products;
    private final Clock clock;
    private final int chunkRows;

    /** @param chunkRows rows of a chunk, by and large */
    ImportRun(ImportJobs jobs, ImportFiles files, ImportQueue queue, ProductFields fields, ProductImport products,
            Clock clock, int chunkRows) {
        this.turns = new Turns<>(jobs, job -> queue.add(new Chunk(job.id())), LEASE, clock);
        this.files = files;
        this.readers = Map.of(ImportFormat.JSONL, new JsonLines(fields), ImportFormat.CSV, new CsvProducts(fields));
        this.products = products;
        this.clock = clock;
        this.chunkRows = chunkRows;
    }

    Turn<ImportJob> next(ImportId id) {
        return turns.next(id.value(), this::read);
    }

    private ImportJob read(ImportJob job) {
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
        return next;
    }

    private ImportJob fail(ImportJob job, List<FieldError> faults) {
        return job.failedBecause(faults, clock.instant());
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
