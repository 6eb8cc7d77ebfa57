package dev.stampede.runtime.events;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static dev.stampede.runtime.telemetry.LogField.failure;

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
 * The entry point of every function behind a table's stream. Each record is read separately, and the readable ones are
 * handled together.
 *
 * <ul>
 * <li>A record that cannot be read is parked with its images, and the batch continues.
 * <li>A record that cannot be handled, although all services are available, is retried separately, up to three attempts in
 * total, and then parked.
 * <li>If a service is unavailable, the batch is retried from the first affected record, so that no record is lost and the
 * order is preserved.
 * <li>A record that cannot be parked is retried as well.
 * </ul>
 *
 * <p>All records after the first retried one are retried too, so handling must be idempotent.
 * Thread-safe if its parts are.
 */
public final class StreamWorker<T> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

    /** Attempts per invocation before a record is parked. */
    static final int MAX_TRIES = 3;

    /** Time reserved for reporting the result: an invocation that times out reports nothing. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /** The attribute of an item's correlation id, if it has one. */
    private static final String CORRELATION_ID = "correlationId";

    /** Converts a record to a value. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * @return empty if the record needs no handling
         * @throws RuntimeException if the record is not valid
         */
        Optional<T> read(DynamodbStreamRecord record);
    }

    /**
     * A record that was read.
     *
     * @param position its position in the batch, from 0
     */
    public record Item<T>(int position, T value) {}

    /** Handles records. Receives retried records again, in the same or a later batch. */
    @FunctionalInterface
    public interface Handler<T> {

        /**
         * @param items in the order of the stream
         * @param deadline when to stop starting work
         * @return the failures by position; an exception counts as a failure of all items
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

    /** A batch in progress. */
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
                    return retryFrom(records.get(failure.getKey()));
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

        /** @return false if the record must be retried */
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
            LOG.warn("A service is unavailable; the stream record will be retried", failure(last));
            return false;
        }

        private boolean isParked(DynamodbStreamRecord record, Reason reason, RuntimeException failure) {
            var parked = new ParkedRecord(
                    function, reason, failure.getClass().getName(), location(failure), correlationId(record),
                    clock.instant(), true, StreamRecords.json(record));
            if (ParkedRecord.REPLAY.equals(record.getEventSource())) {
                log("A replayed record failed again", parked);
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

    /** Lambda retries from the lowest reported sequence number. */
    private static StreamsEventResponse retryFrom(DynamodbStreamRecord record) {
        return new StreamsEventResponse(List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
    }

    /** Omits the exception's message and the item, which may contain personal data. */
    private static void log(String message, ParkedRecord parked) {
        Correlation.with(parked.correlationId() == null ? "" : parked.correlationId(), () -> {
            LOG.error(message,
                    entry("sequenceNumber", parked.record().path("dynamodb").path("SequenceNumber").asText()),
                    entry("reason", parked.reason().name()), entry("exception", parked.error()),
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
