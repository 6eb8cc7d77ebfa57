package dev.stampede.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stampede.shared.time.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

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

    private List<Map<String, AttributeValue>> read(Busy table) {
        return new BatchGet(table, "Things", new Backoff(pauses::add)).items(List.of(TEA, MUG));
    }

    /** A table that leaves the last key unread so many times. */
    private static final class Busy implements DynamoDbClient {

        final List<List<Map<String, AttributeValue>>> asked = new ArrayList<>();
        private final int times;

        Busy(int times) {
            this.times = times;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var wanted = request.requestItems().get("Things");
            asked.add(wanted.keys());
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
