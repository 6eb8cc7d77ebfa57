package dev.stampede.relay.adapters;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.relay.Announcement;
import dev.stampede.relay.Relay;
import dev.stampede.relay.Topic;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces changes of a table. What it could not announce, and all that follows it in the batch, comes back; consumers
 * take the same event twice. Thread-safe if {@code reading} is.
 */
public final class StreamRelay {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);

    /** What a change of the table is announced as. */
    @FunctionalInterface
    public interface Reading {

        /**
         * @param position the change's place in the batch
         * @return empty if it is nothing to announce
         * @throws RuntimeException if it is not what the table holds
         */
        Optional<Announcement> announcement(int position, DynamodbStreamRecord change);
    }

    private final Relay relay;
    private final Reading reading;
    private final Metrics metrics;
    private final String metric;

    /** @param metric counts what was announced */
    public StreamRelay(Topic topic, Reading reading, Metrics metrics, String metric) {
        this.relay = new Relay(topic);
        this.reading = reading;
        this.metrics = metrics;
        this.metric = metric;
    }

    public StreamsEventResponse relay(DynamodbEvent batch) {
        var changes = batch.getRecords();
        var unreadable = new ArrayList<Integer>();
        var announcements = announcements(changes, unreadable);
        var unpublished = relay.publish(announcements);
        var announced = announcements.stream()
                .filter(announcement -> announcement.position() < unpublished.orElse(changes.size()))
                .count();
        LOG.info("Changes announced", entry("announced", announced), entry("changes", changes.size()));
        metrics.add(metric, announced);
        return IntStream.concat(unpublished.stream(), unreadable.stream().mapToInt(position -> position))
                .min()
                .stream()
                .mapToObj(position -> failedFrom(changes.get(position)))
                .findFirst()
                .orElseGet(() -> new StreamsEventResponse(List.of()));
    }

    /**
     * What can be announced. A change that cannot be read comes back until the stream gives it up; what follows it is
     * announced each time, as nobody knows when that will be the last time.
     *
     * @param unreadable gets the positions of the changes that cannot be read
     */
    private List<Announcement> announcements(List<DynamodbStreamRecord> changes, List<Integer> unreadable) {
        var announcements = new ArrayList<Announcement>();
        for (var position = 0; position < changes.size(); position++) {
            var change = changes.get(position);
            try {
                reading.announcement(position, change).ifPresent(announcements::add);
            } catch (RuntimeException e) {
                LOG.error("A change of the table cannot be read", entry("sequenceNumber", sequenceNumber(change)), e);
                unreadable.add(position);
            }
        }
        return announcements;
    }

    /** Lambda begins again at the lowest sequence number that it is told. */
    private static StreamsEventResponse failedFrom(DynamodbStreamRecord change) {
        LOG.warn("Changes come back", entry("sequenceNumber", sequenceNumber(change)));
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber(change))));
    }

    private static String sequenceNumber(DynamodbStreamRecord change) {
        return change.getDynamodb().getSequenceNumber();
    }
}
