package dev.stampede.relay;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.relay.adapters.SnsTopic;
import dev.stampede.shared.Platform;
import dev.stampede.shared.events.OrderEvent;
import dev.stampede.shared.events.StreamImages;
import dev.stampede.shared.id.OrderId;
import dev.stampede.shared.orders.adapters.FactItems;
import dev.stampede.shared.telemetry.Metrics;
import dev.stampede.shared.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Announces every fact that is added to the orders table. What it could not announce, and all that follows it in the
 * batch, comes back; consumers take the same event twice.
 */
public final class RelayWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(RelayWorker.class);
    private static final AttributeValue NONE = AttributeValue.fromS("");

    private final Relay relay;
    private final Metrics metrics;

    public RelayWorker() {
        this(Platform.lambda());
    }

    public RelayWorker(Platform platform) {
        this(topic(platform), platform.metrics());
    }

    RelayWorker(Topic topic, Metrics metrics) {
        this.relay = new Relay(topic);
        this.metrics = metrics;
    }

    private static Topic topic(Platform platform) {
        var arn = platform.settings().read(s -> s.text("EVENTS_TOPIC_ARN"));
        return new SnsTopic(platform.aws().sns(), arn);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return Telemetry.invocation(context, () -> relay(batch));
    }

    private StreamsEventResponse relay(DynamodbEvent batch) {
        var facts = batch.getRecords().stream()
                .filter(change -> "INSERT".equals(change.getEventName()))
                .toList();
        var announced = relay.publish(announcements(facts));
        LOG.info("Facts announced", entry("announced", announced), entry("facts", facts.size()));
        metrics.add("FactsAnnounced", announced);
        return announced == facts.size() ? new StreamsEventResponse(List.of()) : failedFrom(facts.get(announced));
    }

    /**
     * Up to the first that is no fact, if there is one: nothing behind it is announced again and again while it comes back.
     */
    private static List<Announcement> announcements(List<DynamodbStreamRecord> facts) {
        var announcements = new ArrayList<Announcement>();
        for (var fact : facts) {
            try {
                announcements.add(Announcement.of(announcements.size(), event(fact)));
            } catch (RuntimeException e) {
                LOG.error("An item of the orders table is no fact", entry("sequenceNumber", sequenceNumber(fact)), e);
                break;
            }
        }
        return announcements;
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

    /** Lambda begins again at the lowest sequence number that it is told. */
    private static StreamsEventResponse failedFrom(DynamodbStreamRecord fact) {
        LOG.warn("Facts come back", entry("sequenceNumber", sequenceNumber(fact)));
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber(fact))));
    }

    private static String sequenceNumber(DynamodbStreamRecord fact) {
        return fact.getDynamodb().getSequenceNumber();
    }
}
