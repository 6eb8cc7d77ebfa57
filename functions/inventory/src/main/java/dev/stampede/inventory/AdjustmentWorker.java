package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.CodeUsesEvent;
import dev.stampede.inventory.adapters.DynamoDbCatalogSkus;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.telemetry.LogField;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the adjustments queue: stock changes in bulk, and the uses of codes, which are stock as well. */
public final class AdjustmentWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(AdjustmentWorker.class);

    private final QueueWorker worker = new QueueWorker(this::apply);
    private final Adjustments adjustments;
    private final Metrics metrics;

    public AdjustmentWorker() {
        this(FunctionEnvironment.lambda());
    }

    public AdjustmentWorker(FunctionEnvironment environment) {
        this(adjustments(environment), environment.metrics());
    }

    AdjustmentWorker(Adjustments adjustments, Metrics metrics) {
        this.adjustments = adjustments;
        this.metrics = metrics;
    }

    private static Adjustments adjustments(FunctionEnvironment environment) {
        var config = environment.settings().read(AdjustmentConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        return new Adjustments(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbMovements(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbCatalogSkus(dynamoDb, config.catalogTable(), backoff), backoff);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return worker.handle(event, context);
    }

    private static List<Adjustment> adjustments(String body) {
        return Json.read(body, Envelope.class).specversion() == null
                ? Json.read(body, AdjustmentQueue.Chunk.class).adjustments()
                : List.of(Adjustment.ofUses(CodeUsesEvent.parse(body)));
    }

    /** @param specversion that of an event; null for adjustments from the admin API */
    private record Envelope(@Nullable String specversion) {}

    private void apply(SQSMessage message) {
        adjustments.applyAll(adjustments(message.getBody())).forEach((id, outcome) -> {
            var name = outcome.getClass().getSimpleName();
            LOG.info("Stock adjustment",
                    LogField.entry("adjustmentId", id), LogField.entry("outcome", name));
            metrics.outcome("Adjustment", name);
        });
    }
}
