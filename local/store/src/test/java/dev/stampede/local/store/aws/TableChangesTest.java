package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.testing.Items;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class TableChangesTest {

    private final TableChanges changes = new TableChanges();
    private final DynamoDbClient client = changes.watching(new Fake());

    @Test
    void watching_shouldCountWritesAndNotReads() {
        client.getItem(get -> get.tableName("t").key(Items.item("a", "b")));
        assertThat(changes.count()).isZero();

        client.putItem(put -> put.tableName("t").item(Items.item("a", "b")));
        assertThat(changes.count()).isPositive();
    }

    @Test
    void watching_whenTheClientThrows_shouldThrowTheSame() {
        assertThatThrownBy(() -> client.putItem(put -> put.tableName("absent").item(Items.item("a", "b"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void await_whenSomethingIsWritten_shouldEnd() {
        var seen = changes.count();
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                changes.await(seen, Duration.ofMinutes(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiting.isAlive()).isTrue();

        client.putItem(put -> put.tableName("t").item(Items.item("a", "b")));

        await().atMost(Duration.ofSeconds(5)).until(() -> !waiting.isAlive());
    }

    @Test
    void await_whenSomethingWasWrittenBefore_shouldEndAtOnce() throws InterruptedException {
        var seen = changes.count();
        client.putItem(put -> put.tableName("t").item(Items.item("a", "b")));

        changes.await(seen, Duration.ofMinutes(5));

        assertThat(changes.count()).isGreaterThan(seen);
    }

    private static final class Fake implements DynamoDbClient {

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return GetItemResponse.builder().build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            if (request.tableName().equals("absent")) {
                throw ResourceNotFoundException.builder().build();
            }
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
