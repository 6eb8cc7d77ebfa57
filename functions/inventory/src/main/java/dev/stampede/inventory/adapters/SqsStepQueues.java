package dev.stampede.inventory.adapters;

import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.sweep.StepQueues;
import dev.stampede.runtime.Batches;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues that the topic of order events feeds. Only the queue of the step gets the event, no other subscriber. */
public final class SqsStepQueues implements StepQueues {

    /** The queue of holds delays each message for the length of a hold, which is over. */
    private static final int AT_ONCE = 0;

    private final SqsMessages messages;
    private final Urls urls;

    /** The URLs of the queues. */
    public record Urls(String payments, String holdExpiry, String stockReleases, String emails) {

        public static Urls fromSettings(Settings.Reader settings) {
            return new Urls(
                    settings.text("PAYMENTS_QUEUE_URL"),
                    settings.text("HOLD_EXPIRY_QUEUE_URL"),
                    settings.text("STOCK_RELEASES_QUEUE_URL"),
                    settings.text("EMAILS_QUEUE_URL"));
        }

        private String of(OwedStep step) {
            return switch (step.kind()) {
                case CHARGE, REFUND, VOID -> payments;
                case HOLD_END -> holdExpiry;
                case RELEASE -> stockReleases;
                case MAIL -> emails;
                case RESERVATION -> throw new IllegalArgumentException("Reservations have no queue");
            };
        }
    }

    public SqsStepQueues(SqsClient sqs, Urls urls, Backoff backoff) {
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
