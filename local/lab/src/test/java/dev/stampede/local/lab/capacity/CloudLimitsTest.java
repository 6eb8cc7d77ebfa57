package dev.stampede.local.lab.capacity;

import static dev.stampede.local.lab.capacity.Database.INDEXED;
import static dev.stampede.local.lab.capacity.Database.PLAIN;
import static dev.stampede.local.lab.capacity.Database.PROVISIONED;
import static dev.stampede.local.lab.capacity.Database.bytes;
import static dev.stampede.local.lab.capacity.Database.key;
import static dev.stampede.local.lab.capacity.Database.number;
import static dev.stampede.local.lab.capacity.Database.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stampede.local.lab.capacity.Refusals.Cause;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Throughput. With a factor of 100, a partition supports 10 write units and 30 read units per second. */
@TestInstance(Lifecycle.PER_CLASS)
class CloudLimitsTest {

    private static final int WRITES = 10;
    private static final int READS = 30;
    private static final Duration LATENCY = Duration.ofMillis(5);

    private Database database;
    private FakeTime time;
    private CloudLimits limits;
    private CapacityMeter meter;
    private DynamoDbClient client;
    private String fresh;

    @BeforeAll
    void start() {
        database = Database.start();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void newLimits() {
        time = new FakeTime();
        limits = new CloudLimits(CloudLimits.Options.scaledDown(100), time);
        meter = new CapacityMeter();
        client = limits.around(database.client(), meter);
        fresh = "k" + System.nanoTime();
    }

    @Test
    void write_beyondThePartitionsUnits_shouldBeThrottledAsTheServiceDoesOnDemand() {
        put(WRITES, fresh);

        var throttled = catchThrowableOfType(ThrottlingException.class, () -> put(1, fresh));

        assertThat(throttled.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
        assertThat(throttled.statusCode()).isEqualTo(400);
        assertThat(throttled.isThrottlingException()).isTrue();
        assertThat(throttled.throttlingReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.reason()).isEqualTo("TableWriteKeyRangeThroughputExceeded");
            assertThat(reason.resource()).endsWith("table/" + PLAIN);
        });
        assertThat(limits.refusals().of(Resource.ofTable(PLAIN), Cause.THROTTLED)).isOne();
        assertThat(meter.snapshot().writeUnits()).isEqualTo(WRITES);
    }

    @Test
    void write_beyondTheUnitsOfAProvisionedTable_shouldExceedProvisionedThroughput() {
        IntStream.range(0, WRITES)
                .forEach(_ -> client.putItem(put -> put.tableName(PROVISIONED).item(key(fresh))));

        var exceeded = catchThrowableOfType(ProvisionedThroughputExceededException.class,
                () -> client.putItem(put -> put.tableName(PROVISIONED).item(key(fresh))));

        assertThat(exceeded.awsErrorDetails().errorCode()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(exceeded.isThrottlingException()).isTrue();
    }

    @Test
    void write_afterTimeHasPassed_shouldFindTheUnitsOfThatTime() {
        put(WRITES, fresh);
        time.pass(Duration.ofMillis(300));

        put(3, fresh);

        assertThatThrownBy(() -> put(1, fresh)).isInstanceOf(ThrottlingException.class);
    }

    @Test
    void write_afterALongPause_shouldFindNoMoreThanTheBurst() {
        put(1, fresh);
        time.pass(Duration.ofHours(1));

        put(WRITES, fresh);

        assertThatThrownBy(() -> put(1, fresh)).isInstanceOf(ThrottlingException.class);
    }

    @Test
    void write_ofOtherPartition_shouldHaveItsOwnUnits() {
        put(WRITES, fresh);

        put(WRITES, fresh + "other");

        assertThat(limits.refusals().counts()).isEmpty();
    }

    @Test
    void write_largerThanTheBurst_shouldLeaveADebt() {
        client.putItem(put -> put.tableName(PLAIN).item(Map.of("pk", text(fresh), "v", bytes(29_000))));

        time.pass(Duration.ofMillis(1_900));
        assertThatThrownBy(() -> client.deleteItem(delete -> delete.tableName(PLAIN).key(key(fresh))))
                .isInstanceOf(ThrottlingException.class);
        time.pass(Duration.ofMillis(1_100));
        client.deleteItem(delete -> delete.tableName(PLAIN).key(key(fresh)));
    }

    @Test
    void write_conditionFails_shouldSpendUnits() {
        put(1, fresh);
        for (var failed = 1; failed < WRITES; failed++) {
            assertThatThrownBy(() -> client.putItem(
                    put -> put.tableName(PLAIN).item(key(fresh)).conditionExpression("attribute_not_exists(pk)")))
                            .isInstanceOf(ConditionalCheckFailedException.class);
        }

        assertThatThrownBy(() -> put(1, fresh)).isInstanceOf(ThrottlingException.class);
    }

    @Test
    void write_indexPartitionIsHot_shouldBeHeldBack() {
        var index = text("hot" + fresh);
        IntStream.range(0, WRITES).forEach(item -> putIndexed(fresh + item, "b", index));

        var throttled = catchThrowableOfType(ThrottlingException.class, () -> putIndexed(fresh + "more", "b", index));

        assertThat(throttled.throttlingReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.reason()).isEqualTo("IndexWriteKeyRangeThroughputExceeded");
            assertThat(reason.resource()).endsWith("/index/keys");
        });
        putIndexed(fresh + "more", "b", text("cold" + fresh));
    }

    @Test
    void update_indexPartitionInDebt_shouldBeHeldBack() {
        var index = text("hot" + fresh);
        IntStream.range(0, WRITES).forEach(item -> putIndexed(fresh + item, "b", index));
        // Removes the index entry. The cost is known only afterwards, so the partition goes into debt.
        client.updateItem(
                update -> update.tableName(INDEXED).key(key(fresh + 0, 0)).updateExpression("REMOVE b"));

        assertThatThrownBy(() -> client.updateItem(
                update -> update.tableName(INDEXED).key(key(fresh + 1, 0)).updateExpression("REMOVE b")))
                        .isInstanceOf(ThrottlingException.class);
    }

    @Test
    void transaction_withAHotItem_shouldBeCancelledWholeNamingIt() {
        put(WRITES - 1, fresh);

        var canceled = catchThrowableOfType(TransactionCanceledException.class,
                () -> transact(fresh + "cold", fresh));

        assertThat(codes(canceled)).containsExactly("None", "ThrottlingError");
        assertThat(canceled.isThrottlingException()).isFalse();
        assertThat(database.client().getItem(get -> get.tableName(PLAIN).key(key(fresh + "cold"))).hasItem()).isFalse();
        // The idle item's units were not consumed: it can be written immediately at its full rate.
        put(WRITES, fresh + "cold");
        put(1, fresh);
    }

    @Test
    void transaction_shouldSpendDouble() {
        // Time refills units, ten per second.
        IntStream.range(0, WRITES / 2).forEach(_ -> transact(fresh));

        assertThatThrownBy(() -> put(1, fresh)).isInstanceOf(ThrottlingException.class);
    }

    @Test
    void transaction_shouldLastItsLatencyLonger() {
        transact(fresh);

        assertThat(time.passed()).containsExactly(LATENCY);
    }

    @Test
    void reads_beyondThePartitionsUnits_shouldBeThrottled() {
        IntStream.range(0, READS).forEach(_ -> client
                .getItem(get -> get.tableName(PLAIN).key(key(fresh)).consistentRead(true)));

        assertThatThrownBy(() -> client.getItem(get -> get.tableName(PLAIN).key(key(fresh))))
                .isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> client.query(query -> query.tableName(PLAIN).keyConditionExpression("pk = :k")
                .expressionAttributeValues(Map.of(":k", text(fresh))))).isInstanceOf(ThrottlingException.class);
        put(1, fresh);
    }

    @Test
    void batchWrite_withAHotItem_shouldLeaveItUnprocessed() {
        put(WRITES, fresh);
        var hot = putRequest(fresh);
        var cold = putRequest(fresh + "cold");

        var response = client.batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, List.of(hot, cold))));

        assertThat(response.unprocessedItems()).isEqualTo(Map.of(PLAIN, List.of(hot)));
        assertThat(meter.snapshot().writeUnits()).isEqualTo(WRITES + 1);
    }

    @Test
    void batchWrite_withHotItemsOnly_shouldBeThrottled() {
        put(WRITES, fresh);

        assertThatThrownBy(() -> client
                .batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, List.of(putRequest(fresh))))))
                        .isInstanceOf(ThrottlingException.class);
    }

    @Test
    void batchGet_withAHotItem_shouldLeaveItUnprocessed() {
        IntStream.range(0, READS).forEach(_ -> client
                .getItem(get -> get.tableName(PLAIN).key(key(fresh)).consistentRead(true)));
        var keys = KeysAndAttributes.builder().keys(List.of(key(fresh), key(fresh + "cold"))).build();

        var response = client.batchGetItem(batch -> batch.requestItems(Map.of(PLAIN, keys)));

        assertThat(response.unprocessedKeys().get(PLAIN).keys()).containsExactly(key(fresh));
        assertThatThrownBy(() -> client.batchGetItem(batch -> batch.requestItems(
                Map.of(PLAIN, KeysAndAttributes.builder().keys(List.of(key(fresh))).build()))))
                        .isInstanceOf(ThrottlingException.class);
    }

    @Test
    void twoClients_shouldShareThePartitions() {
        put(WRITES, fresh);

        assertThatThrownBy(() -> limits.around(database.client())
                .putItem(put -> put.tableName(PLAIN).item(key(fresh)))).isInstanceOf(ThrottlingException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void shards_shouldTakeWritesInProportion(int shards) {
        var done = 0;
        for (var tick = 0; tick < 1_000; tick++) {
            try {
                put(1, fresh + tick % shards);
                done++;
            } catch (ThrottlingException full) {
                assertThat(full.statusCode()).isEqualTo(400);
            }
            time.pass(Duration.ofMillis(5));
        }

        // Five seconds plus the burst, at two hundred attempted writes per second.
        assertThat(done).isBetween(Math.min(1_000, shards * 58), Math.min(1_000, shards * 61));
    }

    @Test
    void options_outOfBounds_shouldBeRefused() {
        var options = CloudLimits.Options.scaledDown(20);

        assertThatThrownBy(() -> CloudLimits.Options.scaledDown(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withBurst(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withBurst(Duration.ofSeconds(301)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withTransactionLatency(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void put(int times, String key) {
        IntStream.range(0, times).forEach(_ -> client.putItem(put -> put.tableName(PLAIN).item(key(key))));
    }

    private void putIndexed(String key, String name, AttributeValue value) {
        var item = new HashMap<>(key(key, 0));
        item.put(name, value);
        client.putItem(put -> put.tableName(INDEXED).item(item));
    }

    private void transact(String... keys) {
        client.transactWriteItems(transaction -> transaction.transactItems(List.of(keys).stream()
                .map(key -> TransactWriteItem.builder().put(put -> put.tableName(PLAIN).item(key(key))).build())
                .toList()));
    }

    private static WriteRequest putRequest(String key) {
        return WriteRequest.builder().putRequest(put -> put.item(key(key))).build();
    }

    private static List<String> codes(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream().map(CancellationReason::code).toList();
    }
}
