package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.inventory.sweep.PlacementIndex;
import dev.stampede.inventory.sweep.PlacementIndex.Span;
import dev.stampede.inventory.verification.Checkpoint.Units;
import dev.stampede.runtime.concurrent.Parallel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recounts the orders of a checkpoint, a limited number in each run, and then compares the sums. The facts that a checkpoint
 * covers never change, so the comparison is exact although it takes many runs. The recount finds orders by their placement
 * only, and does not depend on the list of late facts. Thread-safe.
 */
public final class RollingRecount {

    /** Each query of the index costs about as much as an order. */
    private static final int QUERIES_PER_DAY = 16;

    private final PlacementIndex placed;
    private final OrderLog log;
    private final Clock clock;

    public RollingRecount(PlacementIndex placed, OrderLog log, Clock clock) {
        this.placed = placed;
        this.log = log;
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param next the progress, with a corrected checkpoint if it was wrong
     * @param wrong units of each SKU by which the checkpoint was too low (positive) or too high (negative)
     */
    public record Result(Progress next, Map<Sku, Long> wrong) {}

    /**
     * Continues the recount, or starts a new one.
     *
     * @param start when the first order can have been placed
     * @param orders about how many to read
     * @param deadline when to stop
     */
    public Result run(Progress progress, Instant start, long orders, Instant deadline) {
        var checkpoint = progress.checkpoint();
        var recount = progress.recount().orElseGet(() -> new Recount(
                checkpoint.until(), checkpoint.units(), start, Map.of(), checkpoint.open()));
        var stride = new Stride();
        for (var read = 0L; recount.position().isBefore(recount.target()) && read < orders
                && clock.instant().isBefore(deadline);) {
            var end = stride.end(recount.position(), recount.target());
            var found = placed.within(List.of(new Span(recount.position(), end)), stride.limit());
            read += QUERIES_PER_DAY * (1 + Duration.between(recount.position(), end).toDays());
            if (found.isEmpty()) {
                stride.shorten();
                continue;
            }
            stride.adapt(found.get().size());
            recount = add(recount, end, found.get());
            read += found.get().size();
        }
        return recount.position().isBefore(recount.target())
                ? new Result(new Progress(checkpoint, Optional.of(recount), progress.verifiedAt()), Map.of())
                : compare(progress, recount);
    }

    private Recount add(Recount recount, Instant position, List<OrderId> ids) {
        var units = new Units(recount.counted());
        var open = new HashSet<>(recount.open());
        for (var order : Parallel.map(ids, id -> VerificationRun.find(log, id).orElseThrow())) {
            order.asOf(Checkpoint.factsUntil(recount.target())).ifPresent((Order covered) -> units.add(covered));
            if (Closing.awaitsStep(order)) {
                open.add(order.id());
            }
        }
        return new Recount(recount.target(), recount.expected(), position, units.sums(), open);
    }

    private static Result compare(Progress progress, Recount recount) {
        var wrong = new Units(recount.counted());
        wrong.subtract(recount.expected());
        var checkpoint = progress.checkpoint().corrected(wrong, recount.open());
        return new Result(new Progress(checkpoint, Optional.empty(), progress.verifiedAt()), wrong.sums());
    }
}
