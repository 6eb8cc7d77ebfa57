package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.jobs.Jobs;
import dev.stampede.runtime.jobs.Turns;
import dev.stampede.runtime.jobs.Turns.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the next step of a report: reads entries from where the last step ended, keeps their rows as the next chunk, and
 * records how far it is. When all are read, a step joins the chunks. Whatever ends a step in between, it is done again from
 * its beginning and keeps the same chunk again. Thread-safe.
 */
final class ReportRun {

    /** A chunk ends with the page that fills it. With a page, it fits in memory several times. */
    static final int CHUNK_BYTES = 4 * 1024 * 1024;
    /** Pages that a step reads at most, 100 entries each: some seconds. */
    static final int PAGES = 40;
    /** Longer than the worker's timeout: nobody works on a step when its lease is over. */
    static final Duration LEASE = Duration.ofSeconds(130);

    private static final List<String> MOVEMENT_COLUMNS = List.of(
            "at", "sku", "delta", "reason", "by", "adjustmentId");

    private final Turns<ReportJob> turns;
    private final ReportFiles files;
    private final PlacedOrders orders;
    private final StockMovements movements;
    private final Clock clock;
    private final int pages;

    /** @param pages that a step reads at most */
    ReportRun(Jobs<ReportJob> jobs, ReportQueue queue, ReportFiles files, PlacedOrders orders,
            StockMovements movements, Clock clock, int pages) {
        this.turns = new Turns<>(jobs, job -> queue.add(new ReportQueue.Step(job.id())), LEASE, clock);
        this.files = files;
        this.orders = orders;
        this.movements = movements;
        this.clock = clock;
        this.pages = pages;
    }

    Turn<ReportJob> next(ReportId id) {
        return turns.next(id.value(), this::step);
    }

    private ReportJob step(ReportJob job) {
        if (job.isRead()) {
            files.publish(job);
            return job.completed(clock.instant());
        }
        return switch (job.kind()) {
            case ORDERS -> orders(job, OrderSheet.ORDERS);
            case ORDER_LINES -> orders(job, OrderSheet.ORDER_LINES);
            case SALES -> orders(job, OrderSheet.SALES);
            case TAXES -> orders(job, OrderSheet.TAXES);
            case STOCK_MOVEMENTS -> movements(job);
        };
    }

    private static Rows rows(ReportJob job, List<String> columns) {
        var rows = new Rows(job.format(), columns);
        if (job.chunks() == 0) {
            rows.addHeader();
        }
        return rows;
    }

    private ReportJob keep(ReportJob job, Rows rows, Sums sums, ReportPosition position, boolean isLast) {
        var bytes = rows.toBytes();
        files.keepChunk(job.id(), job.chunks(), bytes);
        if (!sums.isEmpty()) {
            files.keepSums(job.id(), job.chunks(), sums.toJson());
        }
        return job.after(position, isLast, rows.count(), bytes.length, !sums.isEmpty(), clock.instant());
    }

    private ReportJob orders(ReportJob job, OrderSheet sheet) {
        var sums = job.hasSums() ? Sums.of(files.sums(job.id(), job.chunks() - 1)) : new Sums();
        var rows = rows(job, sheet.columns());
        var position = job.position();
        for (var page = 0; page < pages && rows.size() < CHUNK_BYTES; page++) {
            var day = day(job, position);
            if (day.isAfter(job.to())) {
                sheet.end(rows, sums);
                return keep(job, rows, sums, position, true);
            }
            var read = orders.ofDay(day, position.isDone() ? null : position.after());
            read.orders().forEach(order -> sheet.add(order, rows, sums));
            position = read.next()
                    .map(next -> ReportPosition.within(day.toString(), next))
                    .orElseGet(() -> ReportPosition.endOf(day.toString()));
            if (position.isDone()) {
                sheet.endDay(rows, sums);
            }
        }
        return keep(job, rows, sums, position, false);
    }

    /** The day to read. */
    private static LocalDate day(ReportJob job, ReportPosition position) {
        if (position.group() == null) {
            return job.from();
        }
        var last = LocalDate.parse(position.group());
        return position.isDone() ? last.plusDays(1) : last;
    }

    private ReportJob movements(ReportJob job) {
        var rows = rows(job, MOVEMENT_COLUMNS);
        var position = job.position();
        for (var page = 0; page < pages && rows.size() < CHUNK_BYTES; page++) {
            if (!position.isDone() && position.group() != null) {
                position = rest(job, new Sku(position.group()), position.after(), rows);
                continue;
            }
            var skus = movements.skus(position.group() == null ? null : new Sku(position.group()));
            if (skus.isEmpty()) {
                return keep(job, rows, new Sums(), position, true);
            }
            // Most SKUs have one page, or none.
            var first = Parallel.map(skus, sku -> movements.ofSku(sku, start(job.from()), end(job), null));
            for (var index = 0; index < skus.size() && position.isDone() && rows.size() < CHUNK_BYTES; index++) {
                position = add(skus.get(index), first.get(index), rows);
            }
        }
        return keep(job, rows, new Sums(), position, false);
    }

    private ReportPosition rest(ReportJob job, Sku sku, @Nullable String after, Rows rows) {
        return add(sku, movements.ofSku(sku, start(job.from()), end(job), after), rows);
    }

    private static ReportPosition add(Sku sku, StockMovements.Page page, Rows rows) {
        page.movements().forEach(movement -> rows.add(
                movement.at(), movement.sku(), movement.delta(), movement.reason(), movement.by(),
                movement.adjustmentId()));
        return page.next()
                .map(next -> ReportPosition.within(sku.value(), next))
                .orElseGet(() -> ReportPosition.endOf(sku.value()));
    }

    private static Instant end(ReportJob job) {
        return start(job.to().plusDays(1));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
