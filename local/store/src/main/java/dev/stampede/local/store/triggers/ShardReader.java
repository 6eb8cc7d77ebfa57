package dev.stampede.local.store.triggers;

import dev.stampede.runtime.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a shard in order and invokes the function with batches. Reads again immediately while there are records, and
 * increasingly less often while there are none.
 */
final class ShardReader implements Runnable {

    /**
     * A shard.
     *
     * @param streamArn the ARN that the service uses
     * @param publicArn the ARN that functions receive; DynamoDB Local uses its own region
     */
    record Source(String streamArn, String publicArn, String shardId, String region) {}

    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final int READ_LIMIT = 1000;
    private static final Duration WINDOW_RESOLUTION = Duration.ofMillis(100);
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    private final StreamMapping mapping;
    private final DynamoDbStreamsClient streams;
    private final Source source;
    private final StreamBatches batches;
    private final Checkpoints checkpoints;
    private final StopSignal stop;
    private final Runnable ended;
    private final StreamPause pause;

    private final List<StreamItem> waiting = new ArrayList<>();
    private long firstWaitingNanos;
    private @Nullable String lastRead;
    private @Nullable String iterator;

    ShardReader(StreamMapping mapping, DynamoDbStreamsClient streams, Source source, StreamBatches batches,
            Checkpoints checkpoints, StreamPause pause, StopSignal stop, Runnable ended) {
        this.mapping = mapping;
        this.streams = streams;
        this.source = source;
        this.batches = batches;
        this.checkpoints = checkpoints;
        this.stop = stop;
        this.ended = ended;
        this.pause = pause;
    }

    /** Sets the position: after the last processed record, or the shard's start or end. */
    void open(boolean fromStart) {
        lastRead = checkpoints.position(mapping.id(), source.shardId()).orElse(null);
        iterator = iterator(fromStart);
    }

    @Override
    public void run() {
        while (iterator != null && !stop.isRequested()) {
            try {
                step(iterator);
            } catch (ExpiredIteratorException | TrimmedDataAccessException outdated) {
                iterator = iterator(true);
            } catch (RuntimeException unreadable) {
                LOG.atWarn().setCause(unreadable).addKeyValue("mapping", mapping.id()).log("Cannot read the shard");
                stop.await(ERROR_PAUSE);
            }
        }
        if (iterator == null && flush()) {
            checkpoints.end(mapping.id(), source.shardId());
            ended.run();
        }
    }

    private void step(String position) {
        pause.beforeRead();
        var response = streams.getRecords(request -> request.shardIterator(position).limit(READ_LIMIT));
        take(response);
        if (isDue() && !flush()) {
            return;
        }
        iterator = response.nextShardIterator();
        if (response.records().isEmpty()) {
            pause.await(waiting.isEmpty() ? StreamPause.LONGEST : WINDOW_RESOLUTION);
        } else {
            pause.reset();
        }
    }

    private void take(GetRecordsResponse response) {
        for (var change : response.records()) {
            var item = StreamItem.of(change, source.publicArn(), source.region());
            lastRead = item.sequenceNumber();
            if (mapping.filter().matches(item.json())) {
                if (waiting.isEmpty()) {
                    firstWaitingNanos = System.nanoTime();
                }
                waiting.add(item);
            }
        }
    }

    private boolean isDue() {
        return lastRead != null && (waiting.isEmpty() || waiting.size() >= mapping.batchSize()
                || System.nanoTime() - firstWaitingNanos >= mapping.window().toNanos());
    }

    /** Processes all waiting records. Returns false if stopped before that. */
    private boolean flush() {
        if (!batchesDone()) {
            return false;
        }
        waiting.clear();
        if (lastRead != null
                && !checkpoints.position(mapping.id(), source.shardId()).filter(lastRead::equals).isPresent()) {
            checkpoints.advance(mapping.id(), source.shardId(), lastRead);
        }
        return true;
    }

    private boolean batchesDone() {
        var lanes = StreamBatches.lanes(waiting, mapping.parallelism());
        if (lanes.size() <= 1) {
            return waiting.isEmpty() || inBatches(waiting);
        }
        return Threads.allTrue(lanes.stream().<BooleanSupplier> map(lane -> () -> inBatches(lane)).toList());
    }

    private boolean inBatches(List<StreamItem> items) {
        return Batches.of(items, mapping.batchSize()).stream()
                .allMatch(batch -> batches.process(source.shardId(), batch));
    }

    private String iterator(boolean fromStart) {
        var after = lastRead;
        return streams.getShardIterator(request -> {
            request.streamArn(source.streamArn()).shardId(source.shardId());
            if (after != null) {
                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after);
            } else {
                request.shardIteratorType(fromStart ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.LATEST);
            }
        }).shardIterator();
    }
}
