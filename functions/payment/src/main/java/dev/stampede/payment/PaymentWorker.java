package dev.stampede.payment;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.unpaid.adapters.DynamoDbUnpaidOrders;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.payment.adapters.StripeProvider;
import dev.stampede.payment.adapters.StripeSecrets;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.Delivery;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the events that can require a charge or a refund. */
public final class PaymentWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);

    private final QueueWorker worker = OrderEvent.worker(this::handle);
    private final Payments payments;
    private final Metrics metrics;

    public PaymentWorker() {
        this(FunctionEnvironment.lambda());
    }

    public PaymentWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(PaymentsConfig::fromSettings);
        this.payments = parts(environment, config).payments();
        this.metrics = environment.metrics();
    }

    /** What all workers that talk to the payment provider consist of. */
    record Parts(OrderLog log, Payments payments) {}

    static Parts parts(FunctionEnvironment environment, PaymentsConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var clock = environment.clock();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), clock, environment.backoff());
        var provider = new RetryingProvider(provider(environment, config), environment.pause(), environment.random());
        var holds = new UnpaidHolds(
                new DynamoDbUnpaidOrders(
                        dynamoDb, config.limitsTable(), new KeyedHash(config.unpaidKey()), clock,
                        environment.backoff()),
                config.limits(), config.declinedHold(), clock);
        return new Parts(log, new Payments(log, provider, holds, order -> environment.metrics()
                .time("TimeToPaid", Duration.between(order.placedAt(), clock.instant()))));
    }

    private static PaymentProvider provider(FunctionEnvironment environment, PaymentsConfig config) {
        return switch (config.provider()) {
            case PaymentsConfig.Sandbox(var table, var key, var apiUrl) -> {
                var charges = new SandboxCharges(new KeyedHash(key));
                yield new SandboxProvider(
                        new SandboxLedger(environment.aws().dynamoDb(), table, environment.clock()),
                        charge -> apiUrl + SandboxCharges.PATH + charges.id(charge));
            }
            case PaymentsConfig.Stripe(var secretId, var apiUrl, var descriptor) -> new StripeProvider(
                    apiUrl, new StripeSecrets(environment.aws().secretsManager(), secretId, environment.clock()),
                    descriptor);
        };
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void handle(OrderEvent event, Delivery delivery) {
        var outcome = payments.advance(event.orderId(), delivery);
        if (outcome == Payments.Outcome.NOTHING_TO_DO) {
            LOG.debug("No payment step", entry("orderId", event.orderId()));
            return;
        }
        LOG.info("Payment advanced", entry("orderId", event.orderId()), entry("outcome", outcome));
        metrics.outcome("Payment", outcome.name());
    }
}
