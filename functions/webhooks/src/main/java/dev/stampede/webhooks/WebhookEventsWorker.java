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
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.Payloads;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the delivery of each published event to each webhook that receives its type. */
public final class WebhookEventsWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** A webhook is known to all instances after this, and a change of it. */
    static final Duration REMEMBERED = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEventsWorker.class);

    private final FanOut fanOut;
    private final Metrics metrics;
    private final QueueWorker worker = new QueueWorker(this::handle);

    public WebhookEventsWorker() {
        this(FunctionEnvironment.lambda());
    }

    public WebhookEventsWorker(FunctionEnvironment environment) {
        this(fanOut(environment), environment.metrics());
    }

    WebhookEventsWorker(FanOut fanOut, Metrics metrics) {
        this.fanOut = fanOut;
        this.metrics = metrics;
    }

    private static FanOut fanOut(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhookEventsConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        return new FanOut(
                remembered(new DynamoDbWebhooks(dynamoDb, config.webhooksTable(), environment.backoff()), environment),
                new DynamoDbDeliveries(dynamoDb, config.webhooksTable()),
                new SqsDeliveryQueue(environment.aws().sqs(), config.deliveriesQueueUrl(), config.slots(),
                        environment.backoff()),
                environment.clock());
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
        var published = Payloads.read(message.getBody());
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
}
