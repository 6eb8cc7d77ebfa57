package dev.stampede.inventory.sweep;

import static java.util.stream.Collectors.partitioningBy;

import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.inventory.reservation.Reservations;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * Sends orders through a step again. Whoever takes the step reads the order first, so that a step that was taken meanwhile
 * is not taken twice. Thread-safe.
 */
public final class Repairs {

    private final StepQueues queues;
    private final Reservations reservations;

    public Repairs(StepQueues queues, Reservations reservations) {
        this.queues = queues;
        this.reservations = reservations;
    }

    /**
     * Stock is reserved here and now: the stream that usually brings orders to it delivers no record twice on demand.
     *
     * @param deadline no reservation is begun after it
     * @return placed orders, or late payments, that got no answer
     * @throws RuntimeException if a queue did not take a message; all may be repeated
     */
    public Set<RecordedFact> repeat(Collection<OwedStep> steps, Instant deadline) {
        var byWay = steps.stream().collect(partitioningBy(step -> step.kind() == OwedStep.Kind.RESERVATION));
        queues.send(byWay.get(false));
        var causes = byWay.get(true).stream().map(OwedStep::cause).toList();
        return causes.isEmpty() ? Set.of() : reservations.reserve(causes, deadline).unsettled();
    }
}
