package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.Services;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Invokes a function with records from a table's stream. Each shard is read on its own thread, after its parent has been
 * read completely.
 */
final class StreamTrigger implements Trigger {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTrigger.class);
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(10);

    private final StreamMapping mapping;
    private final Target target;
    private final Services services;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();
    private final Threads threads;
    private final Semaphore shardEnded = new Semaphore(0);
    private final Map<String, ShardReader> readers = new HashMap<>();
    private final String streamArn;

    StreamTrigger(StreamMapping mapping, Target target, Services services, Checkpoints checkpoints, Clock clock) {
        this.mapping = mapping;
        this.target = target;
        this.services = services;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.threads = new Threads(mapping.id());
        this.streamArn = services.clients().dynamoDb()
                .describeTable(request -> request.tableName(mapping.tableName())).table().latestStreamArn();
    }

    /** Sets the positions of all shards before it returns, so that no later write is missed. */
    @Override
    public void start() {
        discover(mapping.fromStart() || checkpoints.isKnown(mapping.id()));
        checkpoints.know(mapping.id());
        threads.run(this::keepDiscovering);
    }

    @Override
    public void stop() {
        stop.request();
        shardEnded.release();
    }

    @Override
    public void await(long deadlineNanos) {
        threads.await(deadlineNanos);
    }

    private void keepDiscovering() {
        while (!stop.isRequested()) {
            try {
                if (shardEnded.tryAcquire(DISCOVERY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    shardEnded.drainPermits();
                }
                if (!stop.isRequested()) {
                    discover(true);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException unreadable) {
                LOG.atWarn().setCause(unreadable).addKeyValue("mapping", mapping.id()).log("Cannot read the stream");
            }
        }
    }

    private void discover(boolean fromStart) {
        var shards = shards();
        var ids = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        Predicate<String> isDone = shard -> !ids.contains(shard) || checkpoints.hasEnded(mapping.id(), shard);
        for (var shard : shards) {
            var id = shard.shardId();
            var parent = Optional.ofNullable(shard.parentShardId());
            if (!readers.containsKey(id) && !isDone.test(id) && parent.map(isDone::test).orElse(true)) {
                var reader = reader(id);
                readers.put(id, reader);
                reader.open(fromStart);
                threads.run(reader);
            }
        }
    }

    private ShardReader reader(String shardId) {
        var stack = services.stack();
        var publicArn = stack.arn("dynamodb", streamArn.substring(streamArn.indexOf("table/")));
        var destination = FailureDestination.of(mapping, publicArn, services, clock);
        var batches = new StreamBatches(mapping, target, destination, clock, stop);
        return new ShardReader(mapping, services.streams(), new ShardReader.Source(streamArn, publicArn, shardId,
                stack.region()), batches, checkpoints, StreamPause.of(services.tableChanges(), stop), stop,
                shardEnded::release);
    }

    private List<Shard> shards() {
        return shards(services.streams(), streamArn);
    }

    private static List<Shard> shards(DynamoDbStreamsClient streams, String streamArn) {
        var shards = new ArrayList<Shard>();
        String last = null;
        do {
            var start = last;
            var page = streams
                    .describeStream(request -> request.streamArn(streamArn).exclusiveStartShardId(start))
                    .streamDescription();
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }
}
