package dev.stampede.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.events.CodeUsesEvent;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.relay.adapters.StreamRelay;
import dev.stampede.runtime.FunctionEnvironment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what changes in the catalog: products, the availability of SKUs, and the uses of codes. The inventory functions write availability
 * only when it changes, so each write is an event.
 */
public final class CatalogEventsWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final StreamRelay<Published> relay;

    /** @param type the event type @param body the event as JSON */
    private record Published(String type, String body) {}

    public CatalogEventsWorker() {
        this(FunctionEnvironment.lambda());
    }

    public CatalogEventsWorker(FunctionEnvironment environment) {
        var config = RelayConfig.fromSettings(environment.settings());
        this.relay = new StreamRelay<>(
                environment, config.topicArn(), config.parkedRecordsQueueUrl(), CatalogEventsWorker::event,
                CatalogEventsWorker::message, "CatalogEventsPublished");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return relay.relay(batch, context);
    }

    private static Optional<Published> event(DynamodbStreamRecord change) {
        var key = change.getDynamodb().getKeys().get(CatalogItems.KEY).getS();
        var product = CatalogItems.productOf(key);
        if (product.isPresent()) {
            return product.map(id -> product(id, change));
        }
        return CatalogItems.codeOf(key).isPresent()
                ? CatalogItems.codeOf(key).flatMap(code -> uses(code, change))
                : stock(change).map(event -> new Published(event.type(), event.toJson()));
    }

    /** A change of a code's availability is no event. */
    private static Optional<Published> uses(String code, DynamodbStreamRecord change) {
        var before = uses(change.getDynamodb().getOldImage());
        var now = uses(change.getDynamodb().getNewImage());
        if (now <= before) {
            return Optional.empty();
        }
        var event = CodeUsesEvent.of(code, before, now, time(change));
        return Optional.of(new Published(event.type(), event.toJson()));
    }

    private static int uses(@Nullable Map<String, AttributeValue> image) {
        return image == null || !image.containsKey(CatalogItems.USES)
                ? 0
                : Integer.parseInt(image.get(CatalogItems.USES).getN());
    }

    private static Published product(ProductId id, DynamodbStreamRecord change) {
        var event = ProductEvent.of(
                id, !"REMOVE".equals(change.getEventName()), change.getDynamodb().getSequenceNumber(), time(change));
        return new Published(event.type(), event.toJson());
    }

    private static Optional<StockEvent> stock(DynamodbStreamRecord change) {
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
                time(change));
    }

    private static Instant time(DynamodbStreamRecord change) {
        return change.getDynamodb().getApproximateCreationDateTime().toInstant();
    }

    private static Availability availability(Map<String, AttributeValue> item) {
        return Availability.valueOf(item.get("availability").getS());
    }

    private static TopicMessage message(int position, Published event) {
        return new TopicMessage(position, event.type(), event.body());
    }
}
