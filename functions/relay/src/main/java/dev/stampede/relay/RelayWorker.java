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
import java.util.stream.IntStream;
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
        var unreadable = new ArrayList<Integer>();
        var announcements = announcements(facts, unreadable);
        var unpublished = relay.publish(announcements);
        var announced = announcements.stream()
                .filter(announcement -> announcement.position() < unpublished.orElse(facts.size()))
                .count();
        LOG.info("Facts announced", entry("announced", announced), entry("facts", facts.size()));
        metrics.add("FactsAnnounced", announced);
        return IntStream.concat(unpublished.stream(), unreadable.stream().mapToInt(position -> position))
                .min()
                .stream()
                .mapToObj(position -> failedFrom(facts.get(position)))
                .findFirst()
                .orElseGet(() -> new StreamsEventResponse(List.of()));
    }

    /**
     * What can be announced. An item that is no fact comes back until the stream gives it up; what follows it is
     * announced each time, as nobody knows when that will be the last time.
     *
     * @param unreadable gets the positions of the items that are no facts
     */
    private static List<Announcement> announcements(List<DynamodbStreamRecord> facts, List<Integer> unreadable) {
        var announcements = new ArrayList<Announcement>();
        for (var position = 0; position < facts.size(); position++) {
            var fact = facts.get(position);
            try {
                announcements.add(Announcement.of(position, event(fact)));
            } catch (RuntimeException e) {
                LOG.error("An item of the orders table is no fact", entry("sequenceNumber", sequenceNumber(fact)), e);
                unreadable.add(position);
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
