package dev.stampede.webhooks;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.webhooks.RedeliveryRun.Outcome;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbRedeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import dev.stampede.webhooks.adapters.SqsRedeliveryQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the events of a time span again, a page for each message. */
public final class WebhookRedeliveryWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRedeliveryWorker.class);

    private final RedeliveryRun run;
    private final QueueWorker worker = new QueueWorker(this::handle);

    public WebhookRedeliveryWorker() {
        this(FunctionEnvironment.lambda());
    }

    public WebhookRedeliveryWorker(FunctionEnvironment environment) {
        this(run(environment));
    }

    WebhookRedeliveryWorker(RedeliveryRun run) {
        this.run = run;
    }

    private static RedeliveryRun run(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhookRedeliveryConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var table = config.fanOut().webhooksTable();
        var sqs = environment.aws().sqs();
        return new RedeliveryRun(
                new DynamoDbWebhooks(dynamoDb, table, environment.backoff()),
                new DynamoDbDeliveries(dynamoDb, table),
                new DynamoDbRedeliveries(dynamoDb, table),
                new SqsDeliveryQueue(sqs, config.fanOut().deliveriesQueueUrl(), config.fanOut().slots(),
                        environment.backoff()),
                new SqsRedeliveryQueue(sqs, config.redeliveriesQueueUrl()),
                environment.clock());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(SQSMessage message) {
        var step = SqsRedeliveryQueue.read(message.getBody());
        switch (run.run(step)) {
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
