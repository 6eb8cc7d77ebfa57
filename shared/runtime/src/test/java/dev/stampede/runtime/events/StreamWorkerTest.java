package dev.stampede.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.events.ParkedRecord.Reason;
import dev.stampede.runtime.events.StreamWorker.Item;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class StreamWorkerTest {

    private static final String RECORD = """
            {"eventID": "e%1$d", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
             "awsRegion": "eu-central-1", "eventSourceARN": "arn:aws:dynamodb:eu-central-1:1:table/T/stream/S",
             "dynamodb": {"ApproximateCreationDateTime": 1764000000, "SequenceNumber": "%2$d", "SizeBytes": 9,
               "StreamViewType": "NEW_AND_OLD_IMAGES", "Keys": {"id": {"N": "%1$d"}},
               "NewImage": {"id": {"N": "%1$d"}, "name": {"S": "%3$s"}, "correlationId": {"S": "correlation-%1$d"},
                 "flag": {"BOOL": false}, "none": {"NULL": true}, "blob": {"B": "AAEC"}, "names": {"SS": ["a", "b"]},
                 "numbers": {"NS": ["1", "2"]}, "blobs": {"BS": ["AAEC"]}, "list": {"L": [{"S": "x"}, {"M": {}}]},
                 "map": {"M": {"inner": {"N": "3"}}}},
               "OldImage": {"id": {"N": "%1$d"}}}}""";

    private final RecordedQueue queue = new RecordedQueue();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<String> handled = new ArrayList<>();
    private final Map<String, RuntimeException> failing = new HashMap<>();
    private final Set<String> failingOnce = new HashSet<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private Clock clock = TestEnvironment.CLOCK;

    @Test
    void batch_allReadable_shouldBeHandledTogether() {
        assertThat(run("a", "b", "c")).isEmpty();

        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(batchSizes).containsExactly(3);
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void record_unreadable_shouldBeParkedWithItsImagesAndHoldNothingUp() {
        assertThat(run("a", "unreadable", "c")).isEmpty();

        assertThat(handled).containsExactly("a", "c");
        var parked = ParkedRecord.parse(only(queue.bodies()));
        assertThat(parked.function()).isEqualTo("SampleFunction");
        assertThat(parked.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(parked.error()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(parked.location()).contains("StreamWorkerTest");
        assertThat(parked.correlationId()).isEqualTo("correlation-1");
        assertThat(parked.parkedAt()).isEqualTo(TestEnvironment.NOW);
        assertThat(parked.hasImages()).isTrue();
        assertThat(metrics.sum("RecordsParked/UNREADABLE")).isEqualTo(1);
    }

    @Test
    void record_parked_shouldBeTheRecordThatLambdaGave() throws Exception {
        run("unreadable");

        var given = Json.parse(RECORD.formatted(0, 100, "unreadable"));
        assertThat(ParkedRecord.parse(only(queue.bodies())).record()).isEqualTo(given);
    }

    @Test
    void record_thatAlwaysFails_shouldBeTriedThreeTimesAndParked() {
        failing.put("b", new IllegalStateException("may hold personal data"));

        assertThat(run("a", "b", "c")).isEmpty();

        assertThat(handled).containsExactly("a", "c");
        assertThat(batchSizes).containsExactly(3, 1, 1);
        var body = only(queue.bodies());
        assertThat(ParkedRecord.parse(body).reason()).isEqualTo(Reason.FAILED);
        assertThat(body).doesNotContain("may hold personal data");
    }

    @Test
    void record_thatFailsOnce_shouldNotBeParked() {
        failingOnce.add("b");

        assertThat(run("a", "b", "c")).isEmpty();

        assertThat(handled).containsExactly("a", "c", "b");
        assertThat(queue.bodies()).isEmpty();
    }

    static List<RuntimeException> faultsOfServices() {
        return List.of(
                new ContentionException("busy"),
                ProvisionedThroughputExceededException.builder().message("throttled").statusCode(400).build(),
                DynamoDbException.builder().message("broken").statusCode(500).build(),
                DynamoDbException.builder().message("no permission").statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build()).build());
    }

    @ParameterizedTest
    @MethodSource("faultsOfServices")
    void record_thatWaitsForAService_shouldComeBackWithWhatIsBehindIt(RuntimeException fault) {
        failing.put("b", fault);

        assertThat(run("a", "b", "c", "unreadable")).containsExactly("101");

        assertThat(batchSizes).containsExactly(3);
        assertThat(queue.bodies()).as("comes again, and is parked then").isEmpty();
    }

    @Test
    void record_thatAServiceRefuses_shouldBeParked() {
        failing.put("b", DynamoDbException.builder().message("too large").statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build()).build());

        assertThat(run("a", "b", "c")).isEmpty();

        assertThat(queue.bodies()).hasSize(1);
    }

    @Test
    void handler_thatThrowsBecauseOfOneRecord_shouldLoseThatOneOnly() {
        var worker = worker((items, deadline) -> {
            if (items.stream().anyMatch(item -> item.value().equals("poison"))) {
                throw new IllegalStateException("all fail");
            }
            items.forEach(item -> handled.add(item.value()));
            return Map.of();
        });

        var response = worker.handle(batch("a", "poison", "c"), new LambdaContext("SampleFunction"));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(handled).containsExactly("a", "c");
        assertThat(queue.bodies()).hasSize(1);
    }

    @Test
    void record_thatCannotBeParked_shouldComeBackAndBeParkedThen() {
        queue.failNext(1);

        assertThat(run("a", "unreadable", "unreadable", "c")).containsExactly("101");
        assertThat(queue.bodies()).isEmpty();

        assertThat(run("a", "unreadable", "unreadable", "c")).isEmpty();
        assertThat(queue.bodies()).hasSize(2);
    }

    @Test
    void record_failingWhenTimeIsUp_shouldComeBack() {
        failing.put("a", new IllegalStateException("slow"));
        var late = TestEnvironment.NOW.plus(Duration.ofSeconds(6));
        clock = new Clock() {
            private Instant next = TestEnvironment.NOW;

            @Override
            public Instant instant() {
                var now = next;
                next = late;
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        assertThat(run("a", "b")).containsExactly("100");

        assertThat(batchSizes).containsExactly(2);
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void record_tooLargeForAQueue_shouldBeParkedWithoutItsImages() {
        assertThat(run("unreadable " + "é".repeat(Parking.MAX_BYTES / 2))).isEmpty();

        var parked = ParkedRecord.parse(only(queue.bodies()));
        assertThat(parked.hasImages()).isFalse();
        assertThat(parked.record().path("dynamodb").has("NewImage")).isFalse();
        assertThat(parked.record().path("dynamodb").path("Keys").path("id").path("N").asText()).isEqualTo("0");
    }

    @Test
    void replay_ofARecordThatCanBeReadByNow_shouldHandleIt() {
        run("unreadable");
        var replay = ParkedRecord.parse(only(queue.bodies())).replayEvent().replace("unreadable", "readable");

        assertThat(run(Events.parse(replay, DynamodbEvent.class))).isEmpty();
        assertThat(run(Events.parse(replay, DynamodbEvent.class))).isEmpty();

        assertThat(handled).containsExactly("readable", "readable");
    }

    @Test
    void replay_ofARecordThatStillCannotBeRead_shouldReportItAndNotParkItAgain() {
        run("unreadable");
        var replay = ParkedRecord.parse(only(queue.bodies())).replayEvent();

        assertThat(run(Events.parse(replay, DynamodbEvent.class))).containsExactly("100");

        assertThat(queue.bodies()).hasSize(1);
    }

    private List<String> run(String... names) {
        return run(batch(names));
    }

    private List<String> run(DynamodbEvent batch) {
        return worker(this::handle).handle(batch, new LambdaContext("SampleFunction")).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private StreamWorker<String> worker(StreamWorker.Handler<String> handler) {
        return new StreamWorker<>(
                StreamWorkerTest::read, handler, new Parking(queue, "http://localhost/parked"),
                new Backoff(duration -> {}, new Random(1)), clock, metrics);
    }

    private static Optional<String> read(DynamodbStreamRecord record) {
        var name = record.getDynamodb().getNewImage().get("name").getS();
        if (name.startsWith("unreadable")) {
            throw new IllegalArgumentException(name);
        }
        return Optional.of(name);
    }

    private Map<Integer, RuntimeException> handle(List<Item<String>> items, Instant deadline) {
        batchSizes.add(items.size());
        var failures = new HashMap<Integer, RuntimeException>();
        for (var item : items) {
            if (failing.containsKey(item.value())) {
                failures.put(item.position(), failing.get(item.value()));
            } else if (failingOnce.remove(item.value())) {
                failures.put(item.position(), new IllegalStateException("once"));
            } else {
                handled.add(item.value());
            }
        }
        return failures;
    }

    private static DynamodbEvent batch(String... names) {
        return Events.parse(IntStream.range(0, names.length)
                .mapToObj(position -> RECORD.formatted(position, 100 + position, names[position]))
                .collect(Collectors.joining(",", "{\"Records\":[", "]}")), DynamodbEvent.class);
    }

    private static String only(List<String> bodies) {
        assertThat(bodies).hasSize(1);
        return bodies.getFirst();
    }
}
