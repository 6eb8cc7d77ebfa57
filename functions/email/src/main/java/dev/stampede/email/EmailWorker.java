package dev.stampede.email;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.email.Mailer.Dispatch;
import dev.stampede.email.Mailer.Dispatch.Accepted;
import dev.stampede.email.Mailer.Dispatch.Rejected;
import dev.stampede.email.OrderMails.Outcome;
import dev.stampede.email.OrderMails.Outcome.AlreadySettled;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NothingToSay;
import dev.stampede.email.OrderMails.Outcome.Settled;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.TooMany;
import dev.stampede.email.adapters.DynamoDbSentMails;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.email.adapters.DynamoDbUnpaidMails;
import dev.stampede.email.adapters.MustacheComposer;
import dev.stampede.email.adapters.SesMailer;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails customers what became of their orders. */
public final class EmailWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(EmailWorker.class);

    private final OrderMails mails;
    private final Metrics metrics;
    private final QueueWorker worker = OrderEvent.worker(this::tell);

    public EmailWorker() {
        this(FunctionEnvironment.lambda());
    }

    public EmailWorker(FunctionEnvironment environment) {
        this(mails(environment), environment.metrics());
    }

    EmailWorker(OrderMails mails, Metrics metrics) {
        this.mails = mails;
        this.metrics = metrics;
    }

    private static OrderMails mails(FunctionEnvironment environment) {
        var config = EmailConfig.fromSettings(environment.settings());
        var dynamoDb = environment.aws().dynamoDb();
        return new OrderMails(
                new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), environment.backoff()),
                new MustacheComposer(config.storeName()),
                new DynamoDbSuppressions(dynamoDb, config.emailsTable(), environment.clock()),
                new DynamoDbSentMails(dynamoDb, config.emailsTable(), environment.clock()),
                new DynamoDbUnpaidMails(dynamoDb, config.emailsTable(), environment.clock()),
                new SesMailer(environment.aws().ses(), config.storeName(), config.from(), config.configurationSet()));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void tell(OrderEvent event) {
        report(event.id(), mails.tell(event.orderId(), event.seq()));
    }

    private void report(String eventId, Outcome outcome) {
        switch (outcome) {
            case Settled settled -> report(eventId, settled.topic(), settled.dispatch());
            case Suppressed suppressed -> {
                LOG.info("Mail suppressed", entry("event", eventId), entry("topic", suppressed.topic()));
                metrics.outcome("Email", "Suppressed");
            }
            case TooMany suppressed -> {
                LOG.info("Mail suppressed", entry("event", eventId), entry("topic", suppressed.topic()),
                        entry("reason", OrderMails.TOO_MANY));
                metrics.outcome("Email", "TooManyUnpaid");
            }
            case AlreadySettled repeated -> LOG.info("Mail was settled before", entry("event", eventId));
            case NothingToSay silent -> LOG.info("Nothing to say any more", entry("event", eventId));
            case InProgress other -> throw new IllegalStateException("The mail is claimed by another delivery");
        }
    }

    private void report(String eventId, Letter.Topic topic, Dispatch dispatch) {
        switch (dispatch) {
            case Accepted(var messageId) -> {
                LOG.info("Mail sent", entry("event", eventId), entry("topic", topic), entry("messageId", messageId));
                metrics.outcome("Email", "Sent");
            }
            case Rejected(var reason) -> {
                LOG.warn("Mail rejected", entry("event", eventId), entry("topic", topic), entry("reason", reason));
                metrics.outcome("Email", "Rejected");
            }
        }
    }
}
