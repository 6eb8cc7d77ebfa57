package dev.stampede.webhooks;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.caching.RefreshingCache;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.webhooks.RedeliveryQueue.Step;
import dev.stampede.webhooks.RedeliveryRun.Outcome;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbRedeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.EventsMessage;
import dev.stampede.webhooks.adapters.Payloads;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import dev.stampede.webhooks.adapters.SqsRedeliveryQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the delivery of each published event to each webhook that receives its type, and of the events of a time span
 * again, a page for each message.
 */
public final class WebhookEventsWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** A webhook is known to all instances after this, and a change of it. */
    static final Duration REMEMBERED = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEventsWorker.class);

    private final FanOut fanOut;
    private final RedeliveryRun redeliveries;
    private final Metrics metrics;
    private final QueueWorker worker = new QueueWorker(this::handle);

    public WebhookEventsWorker() {
        this(FunctionEnvironment.lambda());
    }

    public WebhookEventsWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhookEventsConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var sqs = environment.aws().sqs();
        var table = config.deliveries().webhooksTable();
        var webhooks = new DynamoDbWebhooks(dynamoDb, table, environment.backoff());
        var deliveries = new DynamoDbDeliveries(dynamoDb, table);
        var queue = new SqsDeliveryQueue(sqs, config.deliveries().deliveriesQueueUrl(), config.deliveries().slots(),
                environment.backoff());
        this(new FanOut(remembered(webhooks, environment), deliveries, queue, environment.clock()),
                new RedeliveryRun(webhooks, deliveries, new DynamoDbRedeliveries(dynamoDb, table), queue,
                        new SqsRedeliveryQueue(sqs, config.eventsQueueUrl()), environment.clock()),
                environment.metrics());
    }

    WebhookEventsWorker(FanOut fanOut, RedeliveryRun redeliveries, Metrics metrics) {
        this.fanOut = fanOut;
        this.redeliveries = redeliveries;
        this.metrics = metrics;
    }

    private static Supplier<List<Webhook>> remembered(Webhooks webhooks, FunctionEnvironment environment) {
        var cache = new RefreshingCache<String, List<Webhook>>(
                new RefreshingCache.Bounds(REMEMBERED, REMEMBERED, 1), all -> 1, key -> webhooks.all(), Runnable::run,
                environment.clock(), Metrics.NONE);
        return () -> cache.get("");
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(SQSMessage message) {
        switch (EventsMessage.read(message.getBody())) {
            case EventsMessage.Event(var published) -> fanOut(published);
            case EventsMessage.Redelivery(var step) -> redeliver(step);
        }
    }

    private void fanOut(Payloads.Published published) {
        published.event().ifPresent(event -> Correlation.with(published.correlationId(), () -> {
            report(event, fanOut.send(event));
            return event;
        }));
    }

    private void report(WebhookEvent event, FanOut.Result result) {
        if (result.sent() + result.held() + result.skipped() > 0) {
            LOG.info("Event sent to webhooks", entry("event", event.id().value()), entry("type", event.type()),
                    entry("sent", result.sent()), entry("held", result.held()), entry("skipped", result.skipped()));
            metrics.add("WebhookEvents", result.sent(), "Outcome", "Sent");
            metrics.add("WebhookEvents", result.held(), "Outcome", "Held");
            metrics.add("WebhookEvents", result.skipped(), "Outcome", "Skipped");
        }
    }

    private void redeliver(Step step) {
        switch (redeliveries.run(step)) {
            case Outcome.Continued(var redelivery) -> report("Redelivery continued", redelivery);
            case Outcome.Ended(var redelivery) -> report("Redelivery ended", redelivery);
            case Outcome.Waiting waiting ->
                    LOG.info("Redelivery waits", entry("webhook", step.webhookId().value()));
            case Outcome.NotNeeded repeated ->
                    LOG.info("Redelivery step not needed", entry("webhook", step.webhookId().value()));
        }
    }

    private static void report(String what, Redelivery redelivery) {
        LOG.info(what, entry("webhook", redelivery.webhookId().value()), entry("deliveries", redelivery.redelivered()));
    }
}
