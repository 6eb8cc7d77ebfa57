package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbStockWriter;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.StockWriteLog;
import dev.stampede.inventory.reservation.Releases;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the stock-releases queue: returns the units of ended orders to stock, in groups. It does not use
 * {@code QueueWorker}, because the messages of a batch are handled together.
 */
public final class ReleaseWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseWorker.class);

    private final Releases releases;
    private final Metrics metrics;

    public ReleaseWorker() {
        this(FunctionEnvironment.lambda());
    }

    public ReleaseWorker(FunctionEnvironment environment) {
        this(releases(environment), environment.metrics());
    }

    ReleaseWorker(Releases releases, Metrics metrics) {
        this.releases = releases;
        this.metrics = metrics;
    }

    private static Releases releases(FunctionEnvironment environment) {
        var config = environment.settings().read(ReleaseConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), backoff);
        return new Releases(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbStockWriter(dynamoDb, config.ordersTable(), config.inventoryTable(), log, backoff),
                log,
                backoff);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Telemetry.invocation(context, () -> new SQSBatchResponse(failures(event.getRecords())));
    }

    private List<BatchItemFailure> failures(List<SQSMessage> messages) {
        var failures = new ArrayList<BatchItemFailure>();
        var correlationIds = new HashMap<OrderId, String>();
        var orders = new HashMap<String, OrderId>();
        for (var message : messages) {
            event(message).ifPresentOrElse(event -> {
                orders.put(message.getMessageId(), event.orderId());
                correlationIds.put(event.orderId(), Objects.requireNonNullElse(event.correlationid(), ""));
            }, () -> failures.add(new BatchItemFailure(message.getMessageId())));
        }
        var result = releases.release(correlationIds);
        result.released().forEach(write -> {
            StockWriteLog.info(LOG, "Stock released", write);
            metrics.outcome("Release", "Released");
        });
        orders.forEach((messageId, orderId) -> {
            if (result.unsettled().contains(orderId)) {
                failures.add(new BatchItemFailure(messageId));
            }
        });
        return failures;
    }

    private static Optional<OrderEvent> event(SQSMessage message) {
        try {
            return Optional.of(OrderEvent.parse(message.getBody()));
        } catch (RuntimeException e) {
            LOG.error("Message {} is not an order event", message.getMessageId(), e);
            return Optional.empty();
        }
    }
}
