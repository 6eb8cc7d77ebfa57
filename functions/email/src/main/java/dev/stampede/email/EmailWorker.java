package dev.stampede.email;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.events.OwnerNotice;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.email.Mailer.SendResult;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import dev.stampede.email.OrderMails.Outcome;
import dev.stampede.email.OrderMails.Outcome.AlreadyCompleted;
import dev.stampede.email.OrderMails.Outcome.Completed;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NotNeeded;
import dev.stampede.email.OrderMails.Outcome.NotYet;
import dev.stampede.email.OrderMails.Outcome.RateLimited;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.adapters.DynamoDbOwnTemplates;
import dev.stampede.email.adapters.DynamoDbSentMails;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.email.adapters.DynamoDbUnpaidMailLimit;
import dev.stampede.email.adapters.MustacheRenderer;
import dev.stampede.email.adapters.SesMailer;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.concurrent.RetryLaterException;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails customers about their orders, and the owner about the store. */
public final class EmailWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(EmailWorker.class);

    private final OrderMails mails;
    private final Metrics metrics;
    private final OwnerMails ownerMails;
    private final QueueWorker worker = EmailWorker.worker(this::send, this::send);

    public EmailWorker() {
        this(FunctionEnvironment.lambda());
    }

    public EmailWorker(FunctionEnvironment environment) {
        this(mails(environment), ownerMails(environment), environment.metrics());
    }

    EmailWorker(OrderMails mails, OwnerMails ownerMails, Metrics metrics) {
        this.mails = mails;
        this.ownerMails = ownerMails;
        this.metrics = metrics;
    }

    private static OrderMails mails(FunctionEnvironment environment) {
        var config = EmailConfig.fromSettings(environment.settings());
        var dynamoDb = environment.aws().dynamoDb();
        var hash = new KeyedHash(config.addressKey());
        return new OrderMails(
                new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), environment.backoff()),
                new OrderLinks(config.storefrontUrl()),
                config.language(),
                config.zone(),
                new Rendering(
                        new MustacheRenderer(config.storeName()),
                        new DynamoDbOwnTemplates(dynamoDb, config.emailsTable(), environment.backoff()),
                        environment.metrics()),
                new DynamoDbSuppressions(dynamoDb, config.emailsTable(), hash, environment.clock()),
                new DynamoDbSentMails(dynamoDb, config.emailsTable(), environment.clock()),
                new DynamoDbUnpaidMailLimit(dynamoDb, config.emailsTable(), hash, environment.clock()),
                new SesMailer(environment.aws().ses(), config.storeName(), config.from(), config.configurationSet()),
                environment.clock());
    }

    private static OwnerMails ownerMails(FunctionEnvironment environment) {
        var config = EmailConfig.fromSettings(environment.settings());
        return new OwnerMails(
                MailLocale.of(null, config.language(), config.zone()),
                new MustacheRenderer(config.storeName()),
                new DynamoDbSentMails(environment.aws().dynamoDb(), config.emailsTable(), environment.clock()),
                new SesMailer(environment.aws().ses(), config.storeName(), config.from(), config.configurationSet()));
    }

    /** The queue has order events, and notices to the owner. */
    private static QueueWorker worker(Consumer<OrderEvent> orders, Consumer<OwnerNotice> notices) {
        return new QueueWorker(message -> {
            if (OwnerNotice.isNotice(message.getBody())) {
                notices.accept(OwnerNotice.parse(message.getBody()));
            } else {
                OrderEvent.handle(message, (event, delivery) -> orders.accept(event));
            }
        });
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void send(OrderEvent event) {
        report(event.id(), mails.send(event.orderId(), event.seq()));
    }

    private void send(OwnerNotice notice) {
        switch (ownerMails.send(notice)) {
            case OwnerMails.Outcome.Completed(var template, var result) ->
                    report(notice.id(), template.name(), result);
            case OwnerMails.Outcome.AlreadyCompleted repeated ->
                    LOG.info("Mail already completed", entry("event", notice.id()));
            case OwnerMails.Outcome.InProgress other ->
                    throw new RetryLaterException("Another delivery has claimed the mail");
        }
    }

    private void report(String eventId, Outcome outcome) {
        switch (outcome) {
            case Completed completed -> report(eventId, completed.template().name(), completed.result());
            case Suppressed suppressed -> {
                LOG.info("Mail suppressed", entry("event", eventId), entry("template", suppressed.template()));
                metrics.outcome("Email", "Suppressed");
            }
            case RateLimited limited -> {
                LOG.info("Mail suppressed", entry("event", eventId), entry("template", limited.template()),
                        entry("reason", OrderMails.TOO_MANY_UNPAID));
                metrics.outcome("Email", "TooManyUnpaid");
            }
            case AlreadyCompleted repeated -> LOG.info("Mail already completed", entry("event", eventId));
            case NotNeeded unneeded -> LOG.info("No mail needed", entry("event", eventId));
            case NotYet(var from) ->
                    throw new RetryLaterException("The order may still be paid; mailed from " + from);
            case InProgress other -> throw new RetryLaterException("Another delivery has claimed the mail");
        }
    }

    private void report(String eventId, String template, SendResult result) {
        switch (result) {
            case Accepted(var messageId) -> {
                LOG.info("Mail sent", entry("event", eventId), entry("template", template),
                        entry("messageId", messageId));
                metrics.outcome("Email", "Sent");
            }
            case Rejected(var reason) -> {
                LOG.warn("Mail rejected", entry("event", eventId), entry("template", template),
                        entry("reason", reason));
                metrics.outcome("Email", "Rejected");
            }
        }
    }
}
