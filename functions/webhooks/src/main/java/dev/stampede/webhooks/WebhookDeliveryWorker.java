package dev.stampede.webhooks;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.webhooks.Attempts.Outcome;
import dev.stampede.webhooks.DeliveryQueue.Message;
import dev.stampede.webhooks.adapters.AesSecretBox;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.HttpSender;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts deliveries: one for each message. */
public final class WebhookDeliveryWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveryWorker.class);
    private static final String SENT_AT = "SentTimestamp";

    private final Attempts attempts;
    private final Clock clock;
    private final Metrics metrics;
    private final QueueWorker worker = new QueueWorker(this::handle);

    public WebhookDeliveryWorker() {
        this(FunctionEnvironment.lambda());
    }

    public WebhookDeliveryWorker(FunctionEnvironment environment) {
        this(attempts(environment), environment.clock(), environment.metrics());
    }

    WebhookDeliveryWorker(Attempts attempts, Clock clock, Metrics metrics) {
        this.attempts = attempts;
        this.clock = clock;
        this.metrics = metrics;
    }

    private static Attempts attempts(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhookDeliveryConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        return new Attempts(
                new DynamoDbWebhooks(dynamoDb, config.webhooksTable(), environment.backoff()),
                new DynamoDbDeliveries(dynamoDb, config.webhooksTable()),
                new AesSecretBox(config.secrets().key()),
                new HttpSender(config.loopback(), environment.clock()),
                environment.clock(),
                environment.backoff());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(SQSMessage sqs) {
        var message = SqsDeliveryQueue.read(sqs.getBody());
        report(message, attempts.make(message, sentAt(sqs)));
    }

    private Instant sentAt(SQSMessage sqs) {
        var attributes = sqs.getAttributes() == null ? Map.<String, String> of() : sqs.getAttributes();
        var millis = attributes.get(SENT_AT);
        return millis == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private void report(Message message, Outcome outcome) {
        switch (outcome) {
            case Outcome.Made made -> report(message, made);
            case Outcome.Skipped skipped -> {
                LOG.info("Delivery skipped", entry("webhook", message.webhookId().value()),
                        entry("event", message.deliveryId().eventId().value()));
                metrics.outcome("WebhookDelivery", "Skipped");
            }
            case Outcome.NotNeeded repeated ->
                    LOG.info("Delivery not needed", entry("webhook", message.webhookId().value()),
                            entry("event", message.deliveryId().eventId().value()));
            case Outcome.Gone gone -> LOG.info("Webhook gone", entry("webhook", message.webhookId().value()));
        }
    }

    private void report(Message message, Outcome.Made made) {
        var attempt = made.attempt();
        LOG.info("Delivery attempted", entry("webhook", message.webhookId().value()),
                entry("event", message.deliveryId().eventId().value()),
                entry("outcome", made.delivery().status()),
                entry("status", attempt.status() == null ? 0 : attempt.status()),
                entry("failure", attempt.failure() == null ? "" : attempt.failure().name()),
                entry("milliseconds", attempt.duration().toMillis()));
        metrics.outcome("WebhookDelivery", attempt.isSuccess() ? "Delivered"
                : made.delivery().status() == Delivery.Status.FAILED ? "GivenUp" : "Failed");
        if (made.disabled()) {
            LOG.warn("Webhook disabled", entry("webhook", message.webhookId().value()));
            metrics.add("WebhookDisabled", 1);
        }
    }
}
