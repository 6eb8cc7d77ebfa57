package dev.stampede.contracts.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.OrderLog.Append;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** DynamoDB Local never rejects a write because of a transaction in progress on the same item. */
class ConflictingWritesTest {

    private final DynamoDbOrderLog log = new DynamoDbOrderLog(new Conflicting(), "OrdersTable", TestEnvironment.CLOCK,
            TestEnvironment.BACKOFF);

    @Test
    void append_whileATransactionWritesTheSamePlace_shouldConflict() {
        var order = Orders.placed("1", Orders.line("TEA", 1));

        assertThat(log.append(order, List.of(new OrderCancelled(Actor.customer("customer-1")))))
                .isInstanceOf(Append.Conflicted.class);
    }

    @Test
    void append_ofSeveralFactsWhileATransactionWritesTheSamePlace_shouldConflict() {
        var order = Orders.log("1", Orders.placedFact(Orders.line("TEA", 1)),
                Orders.reservedFact(Orders.line("TEA", 1)), new OrderCancelled(Actor.customer("customer-1")));
        var late = new PaymentCapturedLate(0, new Money(1000, "EUR"), "ref");

        assertThat(log.append(order, List.of(late, new RefundRequested(RefundReason.CANCELLED, Actor.GUEST))))
                .isInstanceOf(Append.Conflicted.class);
    }

    private static final class Conflicting implements DynamoDbClient {

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            throw TransactionConflictException.builder().message("on its way").build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(
                            CancellationReason.builder().code("TransactionConflict").build(),
                            CancellationReason.builder().code("None").build())
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
