package dev.stampede.inventory.sweep;

import dev.stampede.contracts.orders.OwedStep;
import java.util.Collection;

/** The queues of all steps but the reservation. Implementations are safe for use by many threads. */
public interface StepQueues {

    /**
     * Sends the event of each step's cause to the step's queue, without delay.
     *
     * @throws RuntimeException if a queue did not accept all; some may have been sent
     */
    void send(Collection<OwedStep> steps);
}
