package dev.stampede.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.relay.adapters.SnsEventTopic;
import dev.stampede.relay.adapters.StreamRelay;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.StreamImages;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Announces every fact that is added to the orders table. */
public final class RelayWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final AttributeValue NONE = AttributeValue.fromS("");

    private final StreamRelay<OrderEvent> relay;

    public RelayWorker() {
        this(FunctionEnvironment.lambda());
    }

    public RelayWorker(FunctionEnvironment environment) {
        this.relay = new StreamRelay<>(
                environment, SnsEventTopic.of(environment), RelayWorker::fact, Announcement::of, "FactsAnnounced");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return relay.relay(batch, context);
    }

    private static Optional<OrderEvent> fact(DynamodbStreamRecord change) {
        return "INSERT".equals(change.getEventName()) ? Optional.of(event(change)) : Optional.empty();
    }

    /** Reads the public attributes only. */
    private static OrderEvent event(DynamodbStreamRecord fact) {
        var item = StreamImages.item(fact.getDynamodb().getNewImage());
        return OrderEvent.of(
                new OrderId(item.get(FactItems.ORDER_ID).s()),
                Integer.parseInt(item.get(FactItems.SEQ).n()),
                item.get(FactItems.TYPE).s(),
                item.get(FactItems.AT).s(),
                item.getOrDefault(FactItems.CORRELATION_ID, NONE).s(),
                item.get(FactItems.DATA).s());
    }
}
