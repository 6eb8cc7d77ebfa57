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
 * Looks at orders as they reach certain ages, and sends those that wait for a step too long through it again. Each run goes
 * on where the last one ended. Runs that overlap, or repeat each other, do no harm. Thread-safe.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** As many orders as are looked at before the mark is moved on. */
    static final int MAX_ORDERS = 2000;

    /** After a pause the mark moves on in steps like this: a run that fails in the middle has done some of the work. */
    private static final Duration MAX_STEP = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Where the first run begins. Orders that are past their last age by then are the verifier's. */
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
     * What a run did.
     *
     * @param orders how many were looked at
     * @param repeated the steps that were begun again
     * @param lag how far the sweep is behind the clock
     */
    public record Result(int orders, List<OwedStep> repeated, Duration lag) {
        public Result {
            repeated = List.copyOf(repeated);
        }
    }

    /** @param deadline when to leave the rest to the next run */
    public Result run(Instant deadline) {
        var end = clock.instant().truncatedTo(ChronoUnit.MILLIS);
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

    /** Sets the mark before the first work, so that the next run begins at the same place if this one fails. */
    private Instant begin(Instant at) {
        mark.advance(at);
        return at;
    }

    private List<OwedStep> sweep(List<OrderId> ids, Instant deadline) {
        var steps = Parallel.map(ids, this::overdue).stream().flatMap(List::stream).toList();
        repairs.repeat(steps, deadline).forEach(unsettled -> LOG.warn(
                "An order got no answer about its stock again: {}", unsettled.orderId()));
        return steps;
    }

    /** An order that this version cannot read must not keep the others waiting. */
    private List<OwedStep> overdue(OrderId id) {
        try {
            return log.find(id).map(overdue::of).orElseGet(List::of);
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            LOG.error("The log of {} cannot be read", id, unreadable);
            return List.of();
        }
    }
}
