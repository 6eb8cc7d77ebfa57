package dev.stampede.local.store.triggers;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes a function with batches of a shard, as Lambda does: a failed batch is retried, bisected if the mapping requires
 * it, until it is processed or discarded. Discarded batches are sent to the mapping's failure destination.
 *
 * <p>
 * Thread-safe.
 */
final class StreamBatches {

    private static final Logger LOG = LoggerFactory.getLogger(StreamBatches.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final StreamMapping mapping;
    private final Target target;
    private final FailureDestination destination;
    private final Clock clock;
    private final StopSignal stop;

    StreamBatches(StreamMapping mapping, Target target, FailureDestination destination, Clock clock, StopSignal stop) {
        this.mapping = mapping;
        this.target = target;
        this.destination = destination;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Processes a batch until every record is processed or discarded.
     *
     * @return false if stopped before that
     */
    boolean process(String shardId, List<StreamItem> batch) {
        var remaining = batch;
        var attempts = 0;
        while (!remaining.isEmpty()) {
            if (stop.isRequested()) {
                return false;
            }
            var result = attempt(remaining);
            attempts++;
            var from = result.firstFailed(remaining.stream().map(StreamItem::sequenceNumber).toList());
            if (from == remaining.size()) {
                return true;
            }
            if (from > 0) {
                remaining = remaining.subList(from, remaining.size());
                attempts = 1;
            } else if (mapping.bisects() && remaining.size() > 1 && !isThrottled(result)) {
                var half = remaining.size() / 2;
                return process(shardId, remaining.subList(0, half))
                        && process(shardId, remaining.subList(half, remaining.size()));
            }
            if (isExhausted(attempts, remaining.getFirst())) {
                return discard(shardId, remaining, result, attempts);
            }
            stop.await(pause(attempts));
        }
        return true;
    }

    private BatchResult attempt(List<StreamItem> batch) {
        var identifiers = batch.stream().map(StreamItem::sequenceNumber).collect(Collectors.toSet());
        var event = EventJson.event(batch.stream().map(StreamItem::json).toList());
        return BatchResult.of(target.invoke(event), mapping.reportsFailures(), identifiers);
    }

    private static boolean isThrottled(BatchResult result) {
        return result instanceof BatchResult.Failed failed && failed.throttled();
    }

    private boolean isExhausted(int attempts, StreamItem oldest) {
        var tooOften = mapping.maxRetries() >= 0 && attempts > mapping.maxRetries();
        var tooOld = mapping.maxAge().isPresent() && oldest.at().plus(mapping.maxAge().get()).isBefore(clock.instant());
        return tooOften || tooOld;
    }

    private boolean discard(String shardId, List<StreamItem> batch, BatchResult result, int attempts) {
        LOG.atWarn().addKeyValue("mapping", mapping.id()).addKeyValue("records", batch.size())
                .log("Stream records discarded");
        for (var pause = FIRST_PAUSE; !destination.send(shardId, List.copyOf(batch), result, attempts); pause = longer(
                pause)) {
            if (stop.await(pause)) {
                return false;
            }
        }
        return true;
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE;
        for (var i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = longer(pause);
        }
        return pause.plusMillis(ThreadLocalRandom.current().nextInt(20));
    }

    private static Duration longer(Duration pause) {
        return pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    /** Divides a batch into lanes. All records of an item are in one lane, so that they stay in order. */
    static List<List<StreamItem>> lanes(List<StreamItem> batch, int count) {
        var lanes = new ArrayList<List<StreamItem>>();
        for (var i = 0; i < count; i++) {
            lanes.add(new ArrayList<>());
        }
        batch.forEach(item -> lanes.get(Math.floorMod(item.key().hashCode(), count)).add(item));
        return lanes.stream().filter(lane -> !lane.isEmpty()).toList();
    }
}
