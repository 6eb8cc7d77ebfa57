package dev.stampede.orders;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles {@code StockReserved} events, which the queue delays until the hold ends. */
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
        var log = new DynamoDbOrderLog(
                environment.aws().dynamoDb(), config.ordersTable(), environment.clock(), environment.backoff());
        this.holds = new HoldExpiry(log, environment.clock());
        this.metrics = environment.metrics();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(OrderEvent event) {
        switch (holds.expire(event.orderId())) {
            case HoldExpiry.Outcome.Expired(var order) -> {
                LOG.info("Hold expired", entry("orderId", order.id()));
                metrics.outcome("HoldExpiry", "Expired");
            }
            case HoldExpiry.Outcome.NotWaiting(var order) -> LOG.debug("The order does not await a payment");
            case HoldExpiry.Outcome.TooEarly(var order, var heldUntil) ->
                    throw new IllegalStateException("Order " + order.id() + " is held until " + heldUntil);
            case HoldExpiry.Outcome.Unknown() ->
                    throw new IllegalStateException("Order " + event.orderId() + " not found");
        }
    }
}
