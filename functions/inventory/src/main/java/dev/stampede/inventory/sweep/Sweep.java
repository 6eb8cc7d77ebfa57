package dev.stampede.inventory.sweep;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.runtime.concurrent.Parallel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks orders as they reach certain ages, and repeats overdue steps. Each run continues where the last one ended. Runs
 * can overlap or be repeated. Thread-safe.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** The maximum number of orders to check before the mark advances. */
    static final int MAX_ORDERS = 2000;

    /** After a pause the mark advances in steps, so that a run that fails keeps the work of earlier steps. */
    private static final Duration MAX_STEP = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** How far back the first run starts. The verifier checks older orders. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final PlacementIndex placed;
    private final OrderLog log;
    private final OverdueSteps overdue;
    private final Repairs repairs;
    private final SweepMark mark;
    private final SweepAges ages;
    private final Clock clock;

    /** @param patience how long a step may be due before it is overdue, as {@code overdue} has it */
    public Sweep(
            PlacementIndex placed,
            OrderLog log,
            OverdueSteps overdue,
            Repairs repairs,
            SweepMark mark,
            Duration patience,
            Clock clock) {
        this.placed = placed;
        this.log = log;
        this.overdue = overdue;
        this.repairs = repairs;
        this.mark = mark;
        this.ages = new SweepAges(patience);
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param orders the number of orders checked
     * @param repeated the steps that were repeated
     * @param lag how far the sweep is behind the clock
     */
    public record Result(int orders, List<OwedStep> repeated, Duration lag) {
        public Result {
            repeated = List.copyOf(repeated);
        }
    }

    /** @param deadline when to leave the remaining orders to the next run */
    public Result run(Instant deadline) {
        var end = clock.instant();
        var from = mark.read().orElseGet(() -> begin(end.minus(FIRST)));
        var step = MAX_STEP;
        var orders = 0;
        var repeated = new ArrayList<OwedStep>();
        while (from.isBefore(end) && clock.instant().isBefore(deadline)) {
            var to = from.plus(step).isBefore(end) ? from.plus(step) : end;
            var limit = step.compareTo(LEAST) > 0 ? MAX_ORDERS : Integer.MAX_VALUE;
            var found = placed.within(ages.spans(from, to), limit);
            if (found.isEmpty()) {
                step = step.dividedBy(2).truncatedTo(ChronoUnit.MILLIS);
                continue;
            }
            orders += found.get().size();
            repeated.addAll(sweep(found.get(), deadline));
            mark.advance(to);
            from = to;
        }
        return new Result(orders, repeated, Duration.between(from, clock.instant()));
    }

    /** Sets the mark before any work, so that the next run starts there if this one fails. */
    private Instant begin(Instant at) {
        mark.advance(at);
        return at;
    }

    /** What an order owes, or why it could not be read. */
    private sealed interface Checked {

        record Owing(List<OwedStep> steps) implements Checked {}

        record Failed(RuntimeException cause) implements Checked {}
    }

    /** @throws RuntimeException the failure of the first order that could not be read, once the others are repaired */
    private List<OwedStep> sweep(List<OrderId> ids, Instant deadline) {
        var checked = Parallel.map(ids, this::check);
        var steps = checked.stream().filter(Checked.Owing.class::isInstance).map(Checked.Owing.class::cast)
                .map(Checked.Owing::steps).flatMap(List::stream).toList();
        repairs.repeat(steps, deadline).forEach(unsettled -> LOG.warn(
                "The reservation of order {} failed again", unsettled.orderId()));
        checked.stream().filter(Checked.Failed.class::isInstance).map(Checked.Failed.class::cast).findFirst()
                .ifPresent(failed -> {
                    throw failed.cause();
                });
        return steps;
    }

    /** An order that this version cannot read must not block the others for good. */
    private Checked check(OrderId id) {
        try {
            return new Checked.Owing(log.find(id).map(overdue::of).orElseGet(List::of));
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            LOG.error("The log of {} cannot be read", id, unreadable);
            return new Checked.Owing(List.of());
        } catch (RuntimeException unavailable) {
            return new Checked.Failed(unavailable);
        }
    }
}
