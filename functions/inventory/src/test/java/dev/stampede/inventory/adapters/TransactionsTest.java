package dev.stampede.inventory.adapters;

import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
import dev.stampede.runtime.aws.Transactions.Reason;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionsTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @BeforeEach
    void stock() {
        database.receive(TEA, 10, 1);
    }

    @Test
    void send_answerLost_shouldSendAgainAndBeCarriedOutOnce() {
        var calls = new AtomicInteger();
        var losing = Intercepted.client(database.client(), (operation, arguments, real) -> {
            var answer = real.call();
            if (operation.equals("transactWriteItems") && calls.incrementAndGet() < 3) {
                throw ApiCallTimeoutException.create(1);
            }
            return answer;
        });

        var outcome = transactions(losing).send(taking(3));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(calls).hasValue(3);
        assertThat(database.stock(TEA).available()).isEqualTo(7);
    }

    @Test
    void send_neverAnAnswer_shouldBeUnclear() {
        var silent = Intercepted.client(database.client(), (operation, arguments, real) -> {
            throw ApiCallTimeoutException.create(1);
        });

        assertThat(transactions(silent).send(taking(3))).isInstanceOf(Outcome.Unclear.class);
    }

    @Test
    void send_differentTransactions_shouldHaveDifferentTokens() {
        var tokens = new java.util.HashSet<String>();
        var watched = Intercepted.client(database.client(), (operation, arguments, real) -> {
            tokens.add(((TransactWriteItemsRequest) arguments[0]).clientRequestToken());
            return real.call();
        });

        transactions(watched).send(taking(3));
        transactions(watched).send(taking(3));

        assertThat(tokens).hasSize(2).doesNotContainNull();
        assertThat(database.stock(TEA).available()).isEqualTo(4);
    }

    @Test
    void send_conditionFails_shouldBeCancelledForThatItem() {
        var outcome = (Outcome.Cancelled) transactions(database.client()).send(taking(11));

        assertThat(outcome.reasons()).containsExactly(Reason.CONDITION);
        assertThat(outcome.indexes(Reason.CONDITION)).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({
            "None, NONE", "ConditionalCheckFailed, CONDITION", "TransactionConflict, CONFLICT",
            "ThrottlingError, THROTTLED", "ProvisionedThroughputExceeded, THROTTLED"})
    void send_cancelled_shouldKnowTheReason(String code, Reason reason) {
        var outcome = (Outcome.Cancelled) transactions(cancelling(code)).send(taking(1));

        assertThat(outcome.reasons()).containsExactly(reason);
    }

    @Test
    void send_invalidItem_shouldThrow() {
        assertThatThrownBy(() -> transactions(cancelling("ValidationError")).send(taking(1)))
                .isInstanceOf(TransactionCanceledException.class);
    }

    @Test
    void send_refusedAsSuch_shouldThrowAtOnce() {
        var calls = new AtomicInteger();
        var refusing = Intercepted.client(database.client(), (operation, arguments, real) -> {
            calls.incrementAndGet();
            throw DynamoDbException.builder().statusCode(400).message("ValidationException").build();
        });

        assertThatThrownBy(() -> transactions(refusing).send(taking(1))).isInstanceOf(DynamoDbException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void send_serverError_shouldTryAgain() {
        var calls = new AtomicInteger();
        var failing = Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (calls.incrementAndGet() == 1) {
                throw DynamoDbException.builder().statusCode(500).build();
            }
            return real.call();
        });

        assertThat(transactions(failing).send(taking(1))).isInstanceOf(Outcome.Done.class);
    }

    private static DynamoDbClient cancelling(String code) {
        return Intercepted.client(database.client(), (operation, arguments, real) -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(CancellationReason.builder().code(code).build())
                    .build();
        });
    }

    private static Transactions transactions(DynamoDbClient client) {
        return new Transactions(client, database.backoff);
    }

    private static List<TransactWriteItem> taking(int units) {
        return List.of(ShardChanges.available("InventoryTable", new ShardId(TEA, 0), -units));
    }
}
