package dev.stampede.inventory.sweep;

import dev.stampede.contracts.orders.OwedStep;
import java.util.Collection;

/** The queues of the steps that a worker takes when an event arrives: all but the reservation. */
public interface StepQueues {

    /**
     * Sends the event of each step's cause to the step's queue, to be delivered at once.
     *
     * @throws RuntimeException if a queue did not take all; some may have been sent
     */
    void send(Collection<OwedStep> steps);
}
