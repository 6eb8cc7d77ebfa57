package dev.stampede.runtime.events;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.runtime.aws.Retryable;
import dev.stampede.runtime.events.ParkedRecord.Reason;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of every function behind a table's stream. Each record is read by itself, and the readable ones are handled
 * together.
 *
 * <ul>
 * <li>A record that cannot be read is parked, with its images, and the batch goes on.
 * <li>A record that is read but cannot be handled, although no service is at fault, is tried again alone, three times in
 * all, and then parked.
 * <li>When a service is at fault, the batch comes back from the first record concerned on, so that nothing is lost and
 * the order is kept, however long it takes.
 * <li>A record that cannot be parked comes back as well.
 * </ul>
 *
 * <p>Records behind the first one that comes back come back with it, so handling a record twice must change nothing.
 * Thread-safe if its parts are.
 */
public final class StreamWorker<T> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

    /** How often a record is tried in one invocation before it is parked. */
    static final int MAX_TRIES = 3;

    /** Time kept for the end of an invocation: one that is killed reports nothing of what it handled. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /** Items that carry a correlation id hold it in this attribute. */
    private static final String CORRELATION_ID = "correlationId";

    /** Makes sense of a record. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * @return empty if there is nothing to do for the record
         * @throws RuntimeException if it is not what the table holds
         */
        Optional<T> read(DynamodbStreamRecord record);
    }

    /**
     * A record that was read.
     *
     * @param position its place in the batch, from 0
     */
    public record Item<T>(int position, T value) {}

    /** Handles what was read. May be given the same again, in the same batch or in another one. */
    @FunctionalInterface
    public interface Handler<T> {

        /**
         * @param items in the order of the stream
         * @param deadline nothing is begun after it
         * @return by position, what could not be handled and why; if it throws, that counts for all items
         */
        Map<Integer, RuntimeException> handle(List<Item<T>> items, Instant deadline);
    }

    private final Reader<T> reader;
    private final Handler<T> handler;
    private final Parking parking;
    private final Backoff backoff;
    private final Clock clock;
    private final Metrics metrics;

    public StreamWorker(
            Reader<T> reader, Handler<T> handler, Parking parking, Backoff backoff, Clock clock, Metrics metrics) {
        this.reader = reader;
        this.handler = handler;
        this.parking = parking;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
    }

    public StreamsEventResponse handle(DynamodbEvent batch, Context context) {
        var deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return Telemetry.invocation(context, () -> new Batch(
                batch.getRecords(), context.getFunctionName(), deadline).handle());
    }

    /** One batch on its way. */
    private final class Batch {

        private final List<DynamodbStreamRecord> records;
        private final String function;
        private final Instant deadline;
        private final Map<Integer, Item<T>> items = new TreeMap<>();
        private final Map<Integer, RuntimeException> failures = new TreeMap<>();

        Batch(List<DynamodbStreamRecord> records, String function, Instant deadline) {
            this.records = records;
            this.function = function;
            this.deadline = deadline;
        }

        StreamsEventResponse handle() {
            for (var position = 0; position < records.size(); position++) {
                read(position);
            }
            if (!items.isEmpty()) {
                failures.putAll(handle(List.copyOf(items.values())));
            }
            for (var failure : failures.entrySet()) {
                if (!isSettled(failure.getKey(), failure.getValue())) {
                    return comingBackFrom(records.get(failure.getKey()));
                }
            }
            return new StreamsEventResponse(List.of());
        }

        private void read(int position) {
            try {
                reader.read(records.get(position))
                        .ifPresent(value -> items.put(position, new Item<>(position, value)));
            } catch (RuntimeException unreadable) {
                failures.put(position, unreadable);
            }
        }

        private Map<Integer, RuntimeException> handle(List<Item<T>> some) {
            try {
                return handler.handle(some, deadline);
            } catch (RuntimeException e) {
                var all = new TreeMap<Integer, RuntimeException>();
                some.forEach(item -> all.put(item.position(), e));
                return all;
            }
        }

        /** @return false if the record must come back */
        private boolean isSettled(int position, RuntimeException failure) {
            var item = items.get(position);
            if (item == null) {
                return isParked(records.get(position), Reason.UNREADABLE, failure);
            }
            var last = failure;
            for (var tries = 1; Retryable.isOfOneRequest(last); tries++) {
                if (tries == MAX_TRIES) {
                    return isParked(records.get(position), Reason.FAILED, last);
                }
                if (clock.instant().isAfter(deadline)) {
                    return false;
                }
                backoff.after(tries);
                var next = handle(List.of(item)).get(position);
                if (next == null) {
                    return true;
                }
                last = next;
            }
            LOG.warn("A stream record waits for a service", last);
            return false;
        }

        private boolean isParked(DynamodbStreamRecord record, Reason reason, RuntimeException failure) {
            var parked = new ParkedRecord(
                    function, reason, failure.getClass().getName(), location(failure), correlationId(record),
                    clock.instant(), true, StreamRecords.json(record));
            if (ParkedRecord.REPLAY.equals(record.getEventSource())) {
                log("A replayed record still cannot be handled", parked);
                return false;
            }
            try {
                parking.park(parked);
            } catch (RuntimeException unreachable) {
                LOG.error("A stream record could not be parked", unreachable);
                return false;
            }
            log("A stream record was parked", parked);
            metrics.outcome("RecordsParked", reason.name());
            return true;
        }
    }

    /** Lambda begins again at the lowest sequence number that it is given. */
    private static StreamsEventResponse comingBackFrom(DynamodbStreamRecord record) {
        return new StreamsEventResponse(List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
    }

    /** Without the exception's message and the item, which may hold personal data. */
    private static void log(String message, ParkedRecord parked) {
        Correlation.with(parked.correlationId() == null ? "" : parked.correlationId(), () -> {
            LOG.error(message,
                    entry("sequenceNumber", parked.record().path("dynamodb").path("SequenceNumber").asText()),
                    entry("reason", parked.reason().name()), entry("error", parked.error()),
                    entry("location", parked.location()));
            return parked;
        });
    }

    private static String location(RuntimeException failure) {
        var stack = failure.getStackTrace();
        return stack.length == 0 ? "" : stack[0].toString();
    }

    private static @Nullable String correlationId(DynamodbStreamRecord record) {
        var image = record.getDynamodb().getNewImage();
        var value = image == null ? null : image.get(CORRELATION_ID);
        return value == null ? null : value.getS();
    }
}
