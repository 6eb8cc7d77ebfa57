package dev.stampede.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.relay.adapters.StreamRelay;
import dev.stampede.runtime.FunctionEnvironment;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes the changes of availability that the catalog shows. The inventory functions write availability only when it
 * changes, so each write is an event.
 */
public final class StockEventsWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final StreamRelay<StockEvent> relay;

    public StockEventsWorker() {
        this(FunctionEnvironment.lambda());
    }

    public StockEventsWorker(FunctionEnvironment environment) {
        var config = RelayConfig.fromSettings(environment.settings());
        this.relay = new StreamRelay<>(
                environment, config.topicArn(), config.parkedRecordsQueueUrl(), StockEventsWorker::event,
                StockEventsWorker::message, "StockEventsPublished");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return relay.relay(batch, context);
    }

    private static Optional<StockEvent> event(DynamodbStreamRecord change) {
        var before = change.getDynamodb().getOldImage();
        var now = change.getDynamodb().getNewImage();
        if (!"MODIFY".equals(change.getEventName()) || !now.containsKey("sku")) {
            return Optional.empty();
        }
        return StockEvent.of(
                new Sku(now.get("sku").getS()),
                new ProductId(now.get("productId").getS()),
                availability(before),
                availability(now),
                change.getDynamodb().getSequenceNumber(),
                change.getDynamodb().getApproximateCreationDateTime().toInstant());
    }

    private static Availability availability(Map<String, AttributeValue> item) {
        return Availability.valueOf(item.get("availability").getS());
    }

    private static TopicMessage message(int position, StockEvent event) {
        return new TopicMessage(position, event.type(), event.toJson());
    }
}
