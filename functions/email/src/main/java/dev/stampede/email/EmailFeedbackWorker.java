package dev.stampede.email;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.stampede.email.Feedback.Bounce;
import dev.stampede.email.Feedback.Complaint;
import dev.stampede.email.Feedback.Remark;
import dev.stampede.email.Suppressions.Reason;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.email.adapters.SesEvents;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers addresses that no mail should go to: those that do not exist, and those whose owners complain. */
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
        var table = environment.settings().read(s -> s.text("EMAILS_TABLE"));
        return new DynamoDbSuppressions(environment.aws().dynamoDb(), table, environment.clock());
    }

    @Override
    public @Nullable Void handleRequest(SNSEvent event, Context context) {
        return Telemetry.<@Nullable Void> invocation(context, () -> {
            event.getRecords().forEach(notice -> take(SesEvents.read(notice.getSNS().getMessage())));
            return null;
        });
    }

    private void take(Feedback feedback) {
        switch (feedback) {
            case Bounce bounce when bounce.isPermanent() -> suppress(bounce.addresses(), Reason.BOUNCED);
            case Bounce passing -> LOG.info("Mail bounced for now");
            case Complaint complaint -> suppress(complaint.addresses(), Reason.COMPLAINED);
            case Remark(var type) -> LOG.info("Nothing to be done about feedback", entry("type", type));
        }
    }

    private void suppress(List<String> addresses, Reason reason) {
        addresses.stream().map(Fingerprint::of).forEach(address -> suppressions.add(address, reason));
        LOG.info("Addresses suppressed", entry("count", addresses.size()), entry("reason", reason));
        metrics.outcome("EmailFeedback", reason == Reason.BOUNCED ? "Bounced" : "Complained");
    }
}
