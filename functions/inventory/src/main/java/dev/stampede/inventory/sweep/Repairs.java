package dev.stampede.inventory.sweep;

import static java.util.stream.Collectors.partitioningBy;

import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.inventory.reservation.Reservations;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * Repeats steps of orders. The worker of a step reads the order first, so that a step that has been taken meanwhile is not
 * taken twice. Thread-safe.
 */
public final class Repairs {

    private final StepQueues queues;
    private final Reservations reservations;

    public Repairs(StepQueues queues, Reservations reservations) {
        this.queues = queues;
        this.reservations = reservations;
    }

    /**
     * Sends steps to their queues. Reservations have no queue, so stock is reserved directly.
     *
     * @param deadline no reservation starts after it
     * @return placed orders and late payments whose reservation failed
     * @throws RuntimeException if a queue did not accept a message; the call can be repeated
     */
    public Set<RecordedFact> repeat(Collection<OwedStep> steps, Instant deadline) {
        var byKind = steps.stream().collect(partitioningBy(step -> step.kind() == OwedStep.Kind.RESERVATION));
        queues.send(byKind.get(false));
        var causes = byKind.get(true).stream().map(OwedStep::cause).toList();
        return causes.isEmpty() ? Set.of() : reservations.reserve(causes, deadline).unsettled();
    }
}
