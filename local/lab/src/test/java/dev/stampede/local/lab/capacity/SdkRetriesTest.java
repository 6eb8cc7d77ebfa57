package dev.stampede.local.lab.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Uses the SDK's own strategy, so the tests also document the behavior on AWS. */
class SdkRetriesTest {

    private static final TableSchema TABLE = new TableSchema("stock", "arn:aws:dynamodb:::table/stock", true,
            List.of("pk"), List.of());
    private static final ItemKey ITEM = new ItemKey("stock", List.of("Sa"));
    private static final CapacityCharge CHARGE = new CapacityCharge(Resource.ofTable("stock"), "Sa", Access.WRITE, 1);

    private final FakeTime time = new FakeTime();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private int attempts;
    private final DynamoDbClient client = SdkRetries.around(DynamoDbClient.class, new DynamoDbClient() {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            attempts++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return GetItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "failing";
        }

        @Override
        public void close() {}
    }, SdkRetries.ofDynamoDb(), time);

    @Test
    void throttle_shouldBeRetriedWithTheSdksThrottlingBackoff() {
        failures.addAll(List.of(throttle(), throttle()));

        client.getItem(get -> get.tableName("stock"));

        assertThat(attempts).isEqualTo(3);
        assertThat(time.passed()).hasSize(2);
        assertThat(time.passed().get(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(time.passed().get(1)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void throttle_thatGoesOn_shouldBeThrownAfterThreeAttempts() {
        Stream.generate(SdkRetriesTest::throttle).limit(20).forEach(failures::add);

        assertThatThrownBy(() -> client.getItem(get -> get.tableName("stock")))
                .isInstanceOf(ThrottlingException.class);

        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void serverError_shouldBeRetriedSoon() {
        failures.add(
                DynamoDbException.builder().statusCode(500).awsErrorDetails(throttle().awsErrorDetails().toBuilder()
                        .errorCode("InternalServerError").build()).message("Internal server error").build());

        client.getItem(get -> get.tableName("stock"));

        assertThat(attempts).isEqualTo(2);
        assertThat(time.passed()).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(100)));
    }

    @Test
    void cancelledTransaction_shouldNotBeRetriedWhateverItsReason() {
        failures.add(Refused.canceled(List.of(ITEM), Set.of(ITEM)));
        failures.add(Refused.canceled(List.of(TABLE), new Shortages(Map.of(0, CHARGE))));

        assertThatThrownBy(() -> client.getItem(get -> get.tableName("stock")))
                .isInstanceOf(TransactionCanceledException.class);
        assertThatThrownBy(() -> client.getItem(get -> get.tableName("stock")))
                .isInstanceOf(TransactionCanceledException.class);

        assertThat(attempts).isEqualTo(2);
        assertThat(time.passed()).isEmpty();
    }

    @Test
    void conflict_shouldNotBeRetried() {
        failures.add(Refused.conflict());

        assertThatThrownBy(() -> client.getItem(get -> get.tableName("stock")))
                .isInstanceOf(TransactionConflictException.class);

        assertThat(attempts).isOne();
    }

    private static DynamoDbException throttle() {
        return Refused.throttled(TABLE, CHARGE);
    }
}
