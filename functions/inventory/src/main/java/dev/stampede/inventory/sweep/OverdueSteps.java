package dev.stampede.inventory.sweep;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OwedStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Finds the overdue steps of an order. Thread-safe. */
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

    /** The overdue steps. Reads the records of mails only if a mail may be overdue. */
    public List<OwedStep> of(Order order) {
        var steps = OwedStep.overdue(order, clock.instant(), patience);
        var mails = steps.stream().filter(OverdueSteps::isMail).map(step -> step.cause().eventId()).toList();
        if (mails.isEmpty()) {
            return steps;
        }
        var sent = mailed.among(mails);
        return steps.stream().filter(step -> !isMail(step) || !sent.contains(step.cause().eventId())).toList();
    }

    private static boolean isMail(OwedStep step) {
        return step.kind() == OwedStep.Kind.MAIL;
    }
}
