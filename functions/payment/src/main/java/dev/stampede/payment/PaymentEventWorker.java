package dev.stampede.payment;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles hints that something happened to a payment: callbacks of the provider, and returning customers. */
public final class PaymentEventWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentEventWorker.class);

    private final QueueWorker worker = new QueueWorker(this::handle);
    private final Payments payments;
    private final Metrics metrics;

    public PaymentEventWorker() {
        this(FunctionEnvironment.lambda());
    }

    public PaymentEventWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(PaymentsConfig::fromSettings);
        this.payments = PaymentWorker.parts(environment, config).payments();
        this.metrics = environment.metrics();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(SQSMessage message) {
        var hint = PaymentHint.parse(message.getBody());
        var outcome = payments.settle(hint);
        if (outcome == Payments.Outcome.NOTHING_TO_DO) {
            LOG.debug("Nothing new about the payment");
            return;
        }
        LOG.info("Payment settled", entry("orderId", String.valueOf(hint.orderId())), entry("outcome", outcome));
        metrics.outcome("PaymentSettled", outcome.name());
        if (outcome == Payments.Outcome.CAPTURE_FAILED) {
            // The alarm about captures is the same, whoever hears of it first.
            metrics.outcome("Payment", outcome.name());
        }
    }
}
