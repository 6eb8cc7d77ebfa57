package dev.stampede.payment;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.concurrent.RetryLaterException;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the events that begin or extend a hold, which the queue delays until the hold ends. */
public final class HoldExpiryWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiryWorker.class);

    private final QueueWorker worker = OrderEvent.worker(this::handle);
    private final HoldExpiry holds;
    private final Metrics metrics;

    public HoldExpiryWorker() {
        this(FunctionEnvironment.lambda());
    }

    public HoldExpiryWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(HoldExpiryConfig::fromSettings);
        var parts = PaymentWorker.parts(environment, config.payments());
        this.holds = new HoldExpiry(parts.log(), parts.payments(), config.hold(), environment.clock());
        this.metrics = environment.metrics();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(OrderEvent event) {
        switch (holds.expire(event.orderId())) {
            case HoldExpiry.Outcome.Expired(var order) -> report("Hold expired", order, "Expired");
            case HoldExpiry.Outcome.Paid(var order) -> report("Payment found at the end of the hold", order, "Paid");
            case HoldExpiry.Outcome.Extended(var order) -> report("Hold extended", order, "Extended");
            case HoldExpiry.Outcome.NotWaiting(var order) -> LOG.debug("The order does not await a payment");
            case HoldExpiry.Outcome.TooEarly(var order, var heldUntil) ->
                    throw new RetryLaterException("Order " + order.id() + " is held until " + heldUntil);
            case HoldExpiry.Outcome.Unknown() ->
                    throw new IllegalStateException("Order " + event.orderId() + " not found");
        }
    }

    private void report(String what, Order order, String outcome) {
        LOG.info(what, entry("orderId", order.id()));
        metrics.outcome("HoldExpiry", outcome);
    }
}
