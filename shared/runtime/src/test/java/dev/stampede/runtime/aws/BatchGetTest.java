package dev.stampede.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stampede.runtime.time.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class BatchGetTest {

    private static final Map<String, AttributeValue> TEA = Map.of("pk", AttributeValue.fromS("sku#TEA"));
    private static final Map<String, AttributeValue> MUG = Map.of("pk", AttributeValue.fromS("sku#MUG"));

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void items_leftUnread_shouldBeAskedForAgainAfterAPause() {
        var busy = new Busy(2);

        assertThat(read(busy)).containsExactly(TEA, MUG);
        assertThat(busy.asked).containsExactly(List.of(TEA, MUG), List.of(MUG), List.of(MUG));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void items_allReadAtOnce_shouldNotWait() {
        assertThat(read(new Busy(0))).containsExactly(TEA, MUG);
        assertThat(pauses).isEmpty();
    }

    @Test
    void items_leftUnreadTimeAndAgain_shouldBeGivenUp() {
        var busy = new Busy(Integer.MAX_VALUE);

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> read(busy))
                .withMessageContaining("Things");
        assertThat(busy.asked).hasSize(6);
        assertThat(pauses).hasSize(5);
    }

    @Test
    void items_moreThanARequestTakes_shouldBeReadInSeveralAndEachOnce() {
        var keys = IntStream.range(0, 250)
                .mapToObj(number -> Map.of("pk", AttributeValue.fromS("sku#" + number)))
                .toList();
        var idle = new Busy(0);

        var items = BatchGet.consistent(idle, "Things", new Backoff(pauses::add, new Random(1)))
                .items(Stream.concat(keys.stream(), keys.stream()).toList());

        assertThat(items).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(idle.asked).extracting(List::size).containsExactlyInAnyOrder(100, 100, 50);
    }

    @Test
    void items_none_shouldAskNothing() {
        var idle = new Busy(0);

        assertThat(BatchGet.eventual(idle, "Things", new Backoff(pauses::add, new Random(1))).items(List.of()))
                .isEmpty();
        assertThat(idle.asked).isEmpty();
    }

    @Test
    void items_consistentWithAttributes_shouldAskForJustThat() {
        var idle = new Busy(0);

        BatchGet.consistent(idle, "Things", new Backoff(pauses::add, new Random(1))).items(List.of(TEA), "pk", "price");

        assertThat(idle.last.consistentRead()).isTrue();
        assertThat(idle.last.projectionExpression()).isEqualTo("pk, price");
    }

    private List<Map<String, AttributeValue>> read(Busy table) {
        return BatchGet.eventual(table, "Things", new Backoff(pauses::add, new Random(1))).items(List.of(TEA, MUG));
    }

    /** A table that leaves the last key unprocessed a number of times. */
    private static final class Busy implements DynamoDbClient {

        final List<List<Map<String, AttributeValue>>> asked = Collections.synchronizedList(new ArrayList<>());
        volatile KeysAndAttributes last = KeysAndAttributes.builder().build();
        private final int times;

        Busy(int times) {
            this.times = times;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var wanted = request.requestItems().get("Things");
            asked.add(wanted.keys());
            last = wanted;
            if (asked.size() > times) {
                return BatchGetItemResponse.builder()
                        .responses(Map.of("Things", wanted.keys()))
                        .unprocessedKeys(Map.of())
                        .build();
            }
            var read = wanted.keys().subList(0, wanted.keys().size() - 1);
            return BatchGetItemResponse.builder()
                    .responses(Map.of("Things", read))
                    .unprocessedKeys(Map.of("Things", wanted.toBuilder().keys(List.of(MUG)).build()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
