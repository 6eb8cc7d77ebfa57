package dev.stampede.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.relay.adapters.StreamRelay;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.StreamImages;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Publishes every fact that is appended to the orders table. */
public final class RelayWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final AttributeValue NONE = AttributeValue.fromS("");

    private final StreamRelay<OrderEvent> relay;

    public RelayWorker() {
        this(FunctionEnvironment.lambda());
    }

    public RelayWorker(FunctionEnvironment environment) {
        var config = RelayConfig.fromSettings(environment.settings());
        this.relay = new StreamRelay<>(
                environment, config.topicArn(), config.parkedRecordsQueueUrl(), RelayWorker::event,
                RelayWorker::message, "FactsPublished");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return relay.relay(batch, context);
    }

    private static Optional<OrderEvent> event(DynamodbStreamRecord change) {
        return "INSERT".equals(change.getEventName()) ? Optional.of(eventOf(change)) : Optional.empty();
    }

    /** Reads only the public attributes. */
    private static OrderEvent eventOf(DynamodbStreamRecord fact) {
        var item = StreamImages.item(fact.getDynamodb().getNewImage());
        return OrderEvent.of(
                new OrderId(item.get(FactItems.ORDER_ID).s()),
                Integer.parseInt(item.get(FactItems.SEQ).n()),
                item.get(FactItems.TYPE).s(),
                item.get(FactItems.AT).s(),
                item.getOrDefault(FactItems.CORRELATION_ID, NONE).s(),
                item.get(FactItems.DATA).s());
    }

    private static TopicMessage message(int position, OrderEvent event) {
        return new TopicMessage(position, event.type(), event.toJson());
    }
}
