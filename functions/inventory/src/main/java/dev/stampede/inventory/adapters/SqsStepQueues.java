package dev.stampede.inventory.adapters;

import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.sweep.StepQueueUrls;
import dev.stampede.inventory.sweep.StepQueues;
import dev.stampede.runtime.Batches;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends events to the queue of one step, as the topic of order events would, but to no other subscriber. */
public final class SqsStepQueues implements StepQueues {

    /** Overrides the delay of the hold-expiry queue: the hold is over. */
    private static final int AT_ONCE = 0;

    private final SqsMessages messages;
    private final StepQueueUrls urls;

    public SqsStepQueues(SqsClient sqs, StepQueueUrls urls, Backoff backoff) {
        this.messages = new SqsMessages(sqs, backoff);
        this.urls = urls;
    }

    @Override
    public void send(Collection<OwedStep> steps) {
        var events = new LinkedHashMap<String, Set<String>>();
        steps.forEach(step -> events.computeIfAbsent(urls.of(step), url -> new LinkedHashSet<>())
                .add(FactItems.event(step.cause()).toJson()));
        events.forEach((url, bodies) -> Batches.of(bodies, SqsMessages.MAX_MESSAGES).forEach(
                batch -> messages.send(url, batch, AT_ONCE)));
    }
}
