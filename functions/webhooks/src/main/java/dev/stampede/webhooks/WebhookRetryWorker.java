package dev.stampede.webhooks;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import dev.stampede.webhooks.adapters.SqsOwnerNotices;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on a schedule: asks for the attempts that are due, and tells the owner of disabled webhooks. */
public final class WebhookRetryWorker implements RequestHandler<ScheduledEvent, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRetryWorker.class);

    private final Retries retries;
    private final Clock clock;
    private final Metrics metrics;

    public WebhookRetryWorker() {
        this(FunctionEnvironment.lambda());
    }

    public WebhookRetryWorker(FunctionEnvironment environment) {
        this(retries(environment), environment.clock(), environment.metrics());
    }

    WebhookRetryWorker(Retries retries, Clock clock, Metrics metrics) {
        this.retries = retries;
        this.clock = clock;
        this.metrics = metrics;
    }

    private static Retries retries(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhookRetryConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var sqs = environment.aws().sqs();
        return new Retries(
                new DynamoDbWebhooks(dynamoDb, config.deliveries().webhooksTable(), environment.backoff()),
                new DynamoDbDeliveries(dynamoDb, config.deliveries().webhooksTable()),
                new SqsDeliveryQueue(sqs, config.deliveries().deliveriesQueueUrl(), config.deliveries().slots(),
                        environment.backoff()),
                new SqsOwnerNotices(sqs, config.emailsQueueUrl(), config.ownerEmail()),
                environment.clock());
    }

    /** @return the number of attempts asked for */
    @Override
    public Map<String, Integer> handleRequest(ScheduledEvent event, Context context) {
        // A third of the time is left for the work in progress.
        var deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis() * 2L / 3);
        return Telemetry.invocation(context, () -> {
            var asked = retries.run(deadline);
            LOG.info("Retries asked for", entry("attempts", asked));
            metrics.add("WebhookRetries", asked);
            return Map.of("attempts", asked);
        });
    }
}
