package dev.stampede.local.lab.capacity;

import static dev.stampede.local.lab.capacity.Database.PLAIN;
import static dev.stampede.local.lab.capacity.Database.key;
import static dev.stampede.local.lab.capacity.Database.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stampede.local.lab.capacity.Refusals.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@TestInstance(Lifecycle.PER_CLASS)
class TransactionConflictsTest {

    private Database database;
    private CloudLimits limits;
    private DynamoDbClient client;
    private Runnable whileUnderWay;
    private String one;
    private String other;

    @BeforeAll
    void start() {
        database = Database.start();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    /** Makes another call during a transaction's latency. */
    @BeforeEach
    void newLimits() {
        whileUnderWay = () -> {};
        limits = new CloudLimits(CloudLimits.Options.scaledDown(1), new Time() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pass(Duration span) {
                var other = whileUnderWay;
                whileUnderWay = () -> {};
                other.run();
            }
        });
        client = limits.around(database.client());
        one = "one" + System.nanoTime();
        other = "other" + System.nanoTime();
    }

    @Test
    void transaction_withAnItemOfAnother_shouldBeCancelledNamingIt() {
        whileUnderWay = () -> {
            var canceled = catchThrowableOfType(TransactionCanceledException.class, () -> transact(other, one));
            assertThat(codes(canceled)).containsExactly("None", "TransactionConflict");
            assertThat(canceled.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
            assertThat(canceled.statusCode()).isEqualTo(400);
        };

        transact(one);

        assertThat(limits.refusals().of(Resource.ofTable(PLAIN), Cause.CONFLICT)).isOne();
        transact(other, one);
    }

    @Test
    void transaction_withItemsOfItsOwn_shouldNotBeAffected() {
        whileUnderWay = () -> transact(other);

        transact(one);

        assertThat(limits.refusals().counts()).isEmpty();
    }

    @Test
    void check_ofAnItemOfAnother_shouldConflictToo() {
        database.client().putItem(put -> put.tableName(PLAIN).item(key(one)));
        var check = TransactWriteItem.builder().conditionCheck(
                item -> item.tableName(PLAIN).key(key(one)).conditionExpression("attribute_exists(pk)")).build();
        whileUnderWay = () -> assertThatThrownBy(() -> transact(one)).isInstanceOf(TransactionCanceledException.class);

        client.transactWriteItems(transaction -> transaction.transactItems(List.of(check)));

        assertThat(limits.refusals().conflicts()).isOne();
    }

    @Test
    void plainWrites_ofAnItemOfATransaction_shouldFail() {
        whileUnderWay = () -> {
            var conflict = catchThrowableOfType(TransactionConflictException.class,
                    () -> client.putItem(put -> put.tableName(PLAIN).item(key(one))));
            assertThat(conflict.awsErrorDetails().errorCode()).isEqualTo("TransactionConflictException");
            assertThatThrownBy(() -> client.deleteItem(delete -> delete.tableName(PLAIN).key(key(one))))
                    .isInstanceOf(TransactionConflictException.class);
            assertThatThrownBy(() -> client.updateItem(update -> update.tableName(PLAIN).key(key(one))
                    .updateExpression("SET n = :n").expressionAttributeValues(Map.of(":n", number(1)))))
                            .isInstanceOf(TransactionConflictException.class);
        };

        transact(one);

        assertThat(limits.refusals().conflicts()).isEqualTo(3);
        assertThat(database.client().getItem(get -> get.tableName(PLAIN).key(key(one))).hasItem()).isTrue();
    }

    @Test
    void batchWrite_ofAnItemOfATransaction_shouldLeaveItUnprocessed() {
        var conflicting = WriteRequest.builder().deleteRequest(delete -> delete.key(key(one))).build();
        var free = WriteRequest.builder().putRequest(put -> put.item(key(other))).build();
        whileUnderWay = () -> assertThat(client
                .batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, List.of(conflicting, free))))
                .unprocessedItems()).isEqualTo(Map.of(PLAIN, List.of(conflicting)));

        transact(one);

        assertThat(limits.refusals().conflicts()).isOne();
        assertThat(database.client().getItem(get -> get.tableName(PLAIN).key(key(other))).hasItem()).isTrue();
    }

    @Test
    void reads_ofAnItemOfATransaction_shouldNotBeAffected() {
        whileUnderWay = () -> assertThat(client.getItem(get -> get.tableName(PLAIN).key(key(one))).hasItem()).isTrue();

        transact(one);

        assertThat(limits.refusals().counts()).isEmpty();
    }

    @Test
    void transactionOfReads_ofAnItemOfATransaction_shouldBeCancelled() {
        whileUnderWay = () -> assertThat(
                codes(catchThrowableOfType(TransactionCanceledException.class, () -> read(other, one))))
                        .containsExactly("None", "TransactionConflict");

        transact(one);

        assertThat(limits.refusals().conflicts()).isOne();
        read(other, one);
    }

    @Test
    void transaction_whoseConditionFails_shouldLetGoOfItsItems() {
        database.client().putItem(put -> put.tableName(PLAIN).item(key(one)));
        var failing = TransactWriteItem.builder().put(
                put -> put.tableName(PLAIN).item(key(one)).conditionExpression("attribute_not_exists(pk)")).build();
        assertThatThrownBy(() -> client.transactWriteItems(transaction -> transaction.transactItems(List.of(failing))))
                .isInstanceOf(TransactionCanceledException.class);

        transact(one);

        assertThat(limits.refusals().counts()).isEmpty();
    }

    @Test
    void concurrentTransactions_ofOneItem_shouldMeetAndNeverBothSucceedOnOneVersion() throws Exception {
        var real = new CloudLimits(
                CloudLimits.Options.scaledDown(1).withTransactionLatency(Duration.ofMillis(2)));
        var contended = real.around(database.client());
        var succeeded = new AtomicInteger();
        Callable<Void> writer = () -> {
            for (var attempt = 0; attempt < 20; attempt++) {
                try {
                    contended.transactWriteItems(
                            transaction -> transaction.transactItems(List.of(increment(one))));
                    succeeded.incrementAndGet();
                } catch (TransactionCanceledException conflict) {
                    assertThat(codes(conflict)).containsExactly("TransactionConflict");
                }
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(writer, writer, writer, writer))) {
                done.get();
            }
        }

        assertThat(database.client().getItem(get -> get.tableName(PLAIN).key(key(one)).consistentRead(true)).item()
                .get("n").n()).isEqualTo(succeeded.toString());
        assertThat(real.refusals().conflicts()).isEqualTo(80 - succeeded.get()).isPositive();
    }

    @Test
    void failingPlainWrite_shouldLetGoOfItsItem() {
        database.client().putItem(put -> put.tableName(PLAIN).item(key(one)));
        assertThatThrownBy(() -> client.putItem(
                put -> put.tableName(PLAIN).item(key(one)).conditionExpression("attribute_not_exists(pk)")))
                        .isInstanceOf(ConditionalCheckFailedException.class);

        read(one);

        assertThat(limits.refusals().counts()).isEmpty();
    }

    private void transact(String... keys) {
        client.transactWriteItems(transaction -> transaction.transactItems(List.of(keys).stream()
                .map(key -> TransactWriteItem.builder().put(put -> put.tableName(PLAIN).item(key(key))).build())
                .toList()));
    }

    private void read(String... keys) {
        client.transactGetItems(transaction -> transaction.transactItems(List.of(keys).stream()
                .map(key -> TransactGetItem.builder().get(get -> get.tableName(PLAIN).key(key(key))).build())
                .toList()));
    }

    private static TransactWriteItem increment(String key) {
        return TransactWriteItem.builder().update(update -> update.tableName(PLAIN).key(key(key))
                .updateExpression("ADD n :one").expressionAttributeValues(Map.of(":one", number(1)))).build();
    }

    private static List<String> codes(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream().map(CancellationReason::code).toList();
    }
}
