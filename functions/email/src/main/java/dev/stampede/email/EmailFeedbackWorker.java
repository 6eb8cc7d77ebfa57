package dev.stampede.email;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.stampede.email.Feedback.Bounce;
import dev.stampede.email.Feedback.Complaint;
import dev.stampede.email.Feedback.Other;
import dev.stampede.email.Suppressions.Reason;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.email.adapters.SesEvents;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Suppresses addresses that bounce permanently or whose owners complain. */
public final class EmailFeedbackWorker implements RequestHandler<SNSEvent, @Nullable Void> {

    private static final Logger LOG = LoggerFactory.getLogger(EmailFeedbackWorker.class);

    private final Suppressions suppressions;
    private final Metrics metrics;

    public EmailFeedbackWorker() {
        this(FunctionEnvironment.lambda());
    }

    public EmailFeedbackWorker(FunctionEnvironment environment) {
        this(suppressions(environment), environment.metrics());
    }

    EmailFeedbackWorker(Suppressions suppressions, Metrics metrics) {
        this.suppressions = suppressions;
        this.metrics = metrics;
    }

    private static Suppressions suppressions(FunctionEnvironment environment) {
        var config = EmailFeedbackConfig.fromSettings(environment.settings());
        return new DynamoDbSuppressions(
                environment.aws().dynamoDb(), config.emailsTable(), new KeyedHash(config.addressKey()),
                environment.clock());
    }

    @Override
    public @Nullable Void handleRequest(SNSEvent event, Context context) {
        return Telemetry.<@Nullable Void> invocation(context, () -> {
            event.getRecords().forEach(record -> handle(SesEvents.read(record.getSNS().getMessage())));
            return null;
        });
    }

    private void handle(Feedback feedback) {
        switch (feedback) {
            case Bounce bounce when bounce.isPermanent() -> suppress(bounce.addresses(), Reason.BOUNCED);
            case Bounce temporary -> LOG.info("Mail bounced temporarily");
            case Complaint complaint -> suppress(complaint.addresses(), Reason.COMPLAINED);
            case Other(var type) -> LOG.info("Event ignored", entry("type", type));
        }
    }

    private void suppress(List<String> addresses, Reason reason) {
        addresses.forEach(address -> suppressions.add(address, reason));
        LOG.info("Addresses suppressed", entry("count", addresses.size()), entry("reason", reason));
        metrics.outcome("EmailFeedback", reason == Reason.BOUNCED ? "Bounced" : "Complained");
    }
}
