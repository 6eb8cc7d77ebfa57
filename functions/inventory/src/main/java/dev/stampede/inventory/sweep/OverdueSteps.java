package dev.stampede.inventory.sweep;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OwedStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Says which steps an order has waited for too long. Thread-safe. */
public final class OverdueSteps {

    private final MailedEvents mailed;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how long a step may be due before it is overdue */
    public OverdueSteps(MailedEvents mailed, Clock clock, Duration patience) {
        this.mailed = mailed;
        this.clock = clock;
        this.patience = patience;
    }

    /** Reads the records of the order's mails if some might be overdue. */
    public List<OwedStep> of(Order order) {
        var steps = OwedStep.overdue(order, clock.instant(), patience);
        var mails = steps.stream().filter(OverdueSteps::isMail).map(step -> step.cause().eventId()).toList();
        if (mails.isEmpty()) {
            return steps;
        }
        var told = mailed.among(mails);
        return steps.stream().filter(step -> !isMail(step) || !told.contains(step.cause().eventId())).toList();
    }

    private static boolean isMail(OwedStep step) {
        return step.kind() == OwedStep.Kind.MAIL;
    }
}
