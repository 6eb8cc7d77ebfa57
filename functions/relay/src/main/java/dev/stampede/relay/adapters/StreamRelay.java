package dev.stampede.relay.adapters;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.relay.Announcement;
import dev.stampede.relay.Relay;
import dev.stampede.relay.EventTopic;
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
 * Announces changes of a table. What follows a change that could not be announced may be announced again with it;
 * consumers take the same event twice. Thread-safe if {@code reader} is.
 *
 * @param <E> the event that a change is announced as
 */
public final class StreamRelay<E> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);

    private final Relay relay;
    private final BiFunction<Integer, E, Announcement> announcing;
    private final Metrics metrics;
    private final String metric;
    private final StreamWorker<E> worker;

    /**
     * @param reader the event of a change, if it is one to announce
     * @param announcing the announcement of an event at a position
     * @param metric counts what was announced
     */
    public StreamRelay(
            FunctionEnvironment environment,
            EventTopic topic,
            StreamWorker.Reader<E> reader,
            BiFunction<Integer, E, Announcement> announcing,
            String metric) {
        this.relay = new Relay(topic);
        this.announcing = announcing;
        this.metrics = environment.metrics();
        this.metric = metric;
        this.worker = new StreamWorker<>(
                reader, this::announce, Parking.of(environment), environment.backoff(), environment.clock(),
                environment.metrics());
    }

    public StreamsEventResponse relay(DynamodbEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private Map<Integer, RuntimeException> announce(List<Item<E>> items, Instant deadline) {
        var failures = relay.publish(items.stream()
                .map(item -> announcing.apply(item.position(), item.value()))
                .toList());
        // Those behind the first that failed may come again, and are counted then.
        var firstFailed = failures.keySet().stream().mapToInt(position -> position).min().orElse(Integer.MAX_VALUE);
        var announced = items.stream().filter(item -> item.position() < firstFailed).count();
        LOG.info("Changes announced", entry("announced", announced), entry("changes", items.size()));
        metrics.add(metric, announced);
        return failures;
    }
}
