package dev.stampede.webhooks;

import dev.stampede.webhooks.DeliveryQueue.Message;
import dev.stampede.webhooks.RedeliveryQueue.Step;
import java.time.Clock;
import java.time.Duration;

/**
 * Does redeliveries, a page for each message. A page whose record was lost is repeated with the same keys, under which each
 * attempt is made once. Thread-safe.
 */
final class RedeliveryRun {

    /** Deliveries of a page. */
    static final int PAGE = 100;
    /** Leaves room for new events: a webhook's slots attempt about this many deliveries meanwhile. */
    static final Duration PAUSE = Duration.ofSeconds(5);
    /** While the webhook does not keep up. */
    static final Duration HELD_PAUSE = Duration.ofMinutes(1);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Redeliveries redeliveries;
    private final DeliveryQueue attempts;
    private final RedeliveryQueue queue;
    private final Clock clock;

    RedeliveryRun(Webhooks webhooks, Deliveries deliveries, Redeliveries redeliveries, DeliveryQueue attempts,
            RedeliveryQueue queue, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.redeliveries = redeliveries;
        this.attempts = attempts;
        this.queue = queue;
        this.clock = clock;
    }

    /** What came of a message. */
    sealed interface Outcome {

        record Continued(Redelivery redelivery) implements Outcome {}

        record Ended(Redelivery redelivery) implements Outcome {}

        /** The webhook does not keep up; the same page comes later. */
        record Waiting() implements Outcome {}

        /** Another message has done this page, or there is another redelivery. */
        record NotNeeded() implements Outcome {}
    }

    Outcome run(Step step) {
        var found = redeliveries.find(step.webhookId()).filter(known -> known.key().equals(step.key()));
        if (found.isEmpty() || found.get().hasEnded()) {
            return new Outcome.NotNeeded();
        }
        var redelivery = found.get();
        if (redelivery.version() != step.version()) {
            return repeatLostStep(redelivery, step);
        }
        var now = clock.instant();
        var webhook = webhooks.find(step.webhookId());
        if (webhook.filter(Webhook::isEnabled).isEmpty()) {
            return end(redelivery, redelivery.ended(0, null, now));
        }
        if (webhook.get().isHeld(now)) {
            queue.add(step, HELD_PAUSE);
            return new Outcome.Waiting();
        }
        return page(redelivery);
    }

    /** The message that comes after a page can be lost in a crash: the page's own message, which then comes again, sends it. */
    private Outcome repeatLostStep(Redelivery redelivery, Step step) {
        if (redelivery.version() == step.version() + 1) {
            queue.add(next(redelivery), Duration.ZERO);
        }
        return new Outcome.NotNeeded();
    }

    private Outcome page(Redelivery redelivery) {
        var now = clock.instant();
        var page = deliveries.between(redelivery.webhookId(), redelivery.from(), redelivery.to(), redelivery.after(),
                PAGE);
        var wanted = page.deliveries().stream().filter(redelivery::wants)
                .limit(Redelivery.MAX - (long) redelivery.redelivered()).toList();
        attempts.send(wanted.stream()
                .map(delivery -> Message.again(redelivery.webhookId(), delivery.id(), redelivery.key())).toList());
        if (redelivery.redelivered() + wanted.size() >= Redelivery.MAX) {
            return end(redelivery,
                    redelivery.ended(wanted.size(), wanted.getLast().event().time().plusMillis(1), now));
        }
        return page.next().map(after -> go(redelivery, redelivery.continued(after, wanted.size(), now)))
                .orElseGet(() -> end(redelivery, redelivery.ended(wanted.size(), null, now)));
    }

    private Outcome go(Redelivery seen, Redelivery next) {
        if (!redeliveries.replace(seen, next)) {
            return new Outcome.NotNeeded();
        }
        queue.add(next(next), PAUSE);
        return new Outcome.Continued(next);
    }

    private Outcome end(Redelivery seen, Redelivery ended) {
        return redeliveries.replace(seen, ended) ? new Outcome.Ended(ended) : new Outcome.NotNeeded();
    }

    static Step next(Redelivery redelivery) {
        return new Step(redelivery.webhookId(), redelivery.key(), redelivery.version());
    }
}
