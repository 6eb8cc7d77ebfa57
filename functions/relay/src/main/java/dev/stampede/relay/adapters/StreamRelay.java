package dev.stampede.relay.adapters;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.relay.Publisher;
import dev.stampede.relay.TopicMessage;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.Parking;
import dev.stampede.runtime.events.StreamWorker;
import dev.stampede.runtime.events.StreamWorker.Item;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the changes of a table. If a change cannot be published, the changes after it may be published again with
 * it; consumers must tolerate duplicates. Thread-safe if {@code reader} is.
 *
 * @param <E> the event that describes a change
 */
public final class StreamRelay<E> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);

    private final Publisher publisher;
    private final BiFunction<Integer, E, TopicMessage> toMessage;
    private final Metrics metrics;
    private final String metric;
    private final StreamWorker<E> worker;

    /**
     * @param reader returns the event of a change, or empty if the change is not published
     * @param toMessage the message for an event at a position
     * @param metric counts published events
     */
    public StreamRelay(
            FunctionEnvironment environment,
            String topicArn,
            String parkedRecordsQueueUrl,
            StreamWorker.Reader<E> reader,
            BiFunction<Integer, E, TopicMessage> toMessage,
            String metric) {
        this.publisher = new Publisher(new SnsEventTopic(environment.aws().sns(), topicArn), environment.backoff());
        this.toMessage = toMessage;
        this.metrics = environment.metrics();
        this.metric = metric;
        this.worker = new StreamWorker<>(
                reader, this::publish, new Parking(environment.aws().sqs(), parkedRecordsQueueUrl),
                environment.backoff(), environment.clock(), environment.metrics());
    }

    public StreamsEventResponse relay(DynamodbEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private Map<Integer, RuntimeException> publish(List<Item<E>> items, Instant deadline) {
        var failures = publisher.publish(items.stream()
                .map(item -> toMessage.apply(item.position(), item.value()))
                .toList());
        // Records after the first failure may be delivered again; they are counted then.
        var firstFailed = failures.keySet().stream().mapToInt(position -> position).min().orElse(Integer.MAX_VALUE);
        var published = items.stream().filter(item -> item.position() < firstFailed).count();
        LOG.info("Events published", entry("published", published), entry("events", items.size()));
        metrics.add(metric, published);
        return failures;
    }
}
