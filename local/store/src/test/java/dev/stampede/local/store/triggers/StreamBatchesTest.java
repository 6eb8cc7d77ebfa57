package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.aws.EventPattern;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.testing.Script;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamBatchesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final List<List<String>> invocations = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final StopSignal stop = new StopSignal();

    @Test
    void process_whenAnsweredWithNothing_shouldBeDoneAtOnce() {
        assertThat(batches(mapping(true, 3), batch -> "").process("shard", items(3))).isTrue();

        assertThat(invocations).containsExactly(List.of("0", "1", "2"));
    }

    @Test
    void process_whenAnsweredWithUnknownIdentifier_shouldTakeTheWholeBatchAsFailed() {
        batches(mapping(false, 1), batch -> failures("99")).process("shard", items(2));

        assertThat(invocations).containsExactly(List.of("0", "1"), List.of("0", "1"));
        assertThat(reports).singleElement().satisfies(report -> assertThat(report).contains("\"functionError\":null"));
    }

    @Test
    void process_whenAnsweredWithSeveralFailures_shouldGoOnFromTheFirst() {
        batches(mapping(false, 3), batch -> batch.contains("1") ? failures("3", "2") : "{}").process("shard", items(5));

        assertThat(invocations).containsExactly(List.of("0", "1", "2", "3", "4"), List.of("2", "3", "4"));
        assertThat(reports).isEmpty();
    }

    @Test
    void process_withBisecting_shouldGiveUpOnlyWhatFails() {
        batches(mapping(true, 0), batch -> batch.contains("2") ? null : "{}").process("shard", items(4));

        assertThat(invocations).containsExactly(List.of("0", "1", "2", "3"), List.of("0", "1"), List.of("2", "3"),
                List.of("2"), List.of("3"));
        assertThat(reports).singleElement().satisfies(report -> assertThat(report).isEqualTo("""
                {"requestContext":{"requestId":"request","functionArn":"arn:f:$LATEST",\
                "condition":"RetryAttemptsExhausted","approximateInvokeCount":1},\
                "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},\
                "version":"1.0","timestamp":"2026-01-02T03:04:05.678Z",\
                "DDBStreamBatchInfo":{"shardId":"shard","startSequenceNumber":"2","endSequenceNumber":"2",\
                "approximateArrivalOfFirstRecord":"2026-01-02T03:04:05.678Z",\
                "approximateArrivalOfLastRecord":"2026-01-02T03:04:05.678Z","batchSize":1,"streamArn":"arn:s"}}"""));
    }

    @Test
    void process_withoutBisecting_shouldRetryTheWholeBatchAndGiveItUp() {
        assertThat(batches(mapping(false, 2), batch -> null).process("shard", items(2))).isTrue();

        assertThat(invocations).hasSize(3).allMatch(List.of("0", "1")::equals);
        assertThat(reports).hasSize(1);
    }

    @Test
    void process_withUnlimitedRetries_shouldRetryUntilItSucceeds() {
        batches(mapping(false, -1), batch -> invocations.size() < 4 ? null : "{}").process("shard", items(1));

        assertThat(invocations).hasSize(4);
        assertThat(reports).isEmpty();
    }

    @Test
    void process_whenStopped_shouldNotBeDone() {
        var batches = batches(mapping(false, -1), batch -> {
            stop.request();
            return null;
        });

        assertThat(batches.process("shard", items(1))).isFalse();
        assertThat(invocations).hasSize(1);
        assertThat(reports).isEmpty();
    }

    @Test
    void process_withRecordsTooOld_shouldGiveThemUpAfterAFailure() {
        var old = List.of(new StreamItem("0", "k", NOW.minusSeconds(61), EventJson.NODES.objectNode()));
        var mapping = mapping(false, -1);
        var aging = new StreamMapping(mapping.id(), mapping.functionId(), mapping.functionArn(), mapping.tableName(),
                true,
                10, Duration.ZERO, mapping.filter(), false, false, -1, Optional.of(Duration.ofSeconds(60)),
                mapping.onFailure(), 1);

        assertThat(batches(aging, batch -> null).process("shard", old)).isTrue();
        assertThat(reports).hasSize(1);
    }

    @Test
    void lanes_shouldKeepEachItemsRecordsTogetherAndInOrder() {
        var items = IntStream.range(0, 100)
                .mapToObj(i -> new StreamItem("" + i, "key-" + i % 7, NOW, EventJson.NODES.objectNode())).toList();

        var lanes = StreamBatches.lanes(items, 4);

        assertThat(lanes).hasSizeBetween(2, 4);
        assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(100);
        for (var key = 0; key < 7; key++) {
            var name = "key-" + key;
            var holders = lanes.stream().filter(lane -> lane.stream().anyMatch(item -> item.key().equals(name)))
                    .toList();
            assertThat(holders).hasSize(1);
            assertThat(holders.getFirst().stream().map(item -> Integer.parseInt(item.sequenceNumber())).toList())
                    .isSorted();
        }
    }

    /** @param answer null to throw */
    private StreamBatches batches(StreamMapping mapping, Function<List<String>, String> answer) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Target target = event -> {
            var batch = EventJson.parse(event).orElseThrow().path("Records").valueStream()
                    .map(each -> each.path("n").asText())
                    .toList();
            invocations.add(batch);
            var json = answer.apply(batch);
            return json == null ? new Invocation.Failed("request", "X", "failed")
                    : new Invocation.Answered("request", json.getBytes(StandardCharsets.UTF_8));
        };
        return new StreamBatches(mapping, target, new FailureDestination(mapping, "arn:s", reports::add, clock), clock,
                stop);
    }

    private static StreamMapping mapping(boolean bisects, int maxRetries) {
        return new StreamMapping("F.E", "F", "arn:f", "t", true, 10, Duration.ZERO, EventPattern.anyOf(List.of()), true,
                bisects, maxRetries, Optional.empty(), Optional.empty(), 1);
    }

    private static List<StreamItem> items(int count) {
        return IntStream.range(0, count).mapToObj(
                i -> new StreamItem("" + i, "k" + i, NOW, EventJson.NODES.objectNode().put("n", "" + i))).toList();
    }

    private static String failures(String... numbers) {
        return Script.failures(List.of(numbers)).toString();
    }
}
