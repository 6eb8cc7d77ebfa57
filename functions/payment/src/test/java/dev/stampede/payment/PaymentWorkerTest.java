package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.contracts.unpaid.adapters.DynamoDbUnpaidOrders;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentWorkerTest {

    private static final OrderId ID = new OrderId("ref_" + "0".repeat(32));
    private static final OrderLine NOTEBOOK = Orders.line("FIELD-NOTEBOOK-A5", 2);

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TABLES.environment(Map.of());
    private final DynamoDbOrderLog log = TABLES.log();
    private final PaymentWorker worker = new PaymentWorker(environment);

    @Test
    void handleRequest_stockReserved_shouldPayTheOrder() {
        placeReserved(ID, "tok_approve");

        assertThat(handle(sample()).getBatchItemFailures()).isEmpty();

        assertThat(order(ID).status()).isEqualTo(OrderStatus.PAID);
        assertThat(logs.lines()).singleElement().asString().contains("CAPTURED", ID.value());
        assertThat(order(ID).facts().getLast().correlationId()).isEqualTo("sample-correlation-id");
        assertThat(((RecordedMetrics) environment.metrics()).sum("Payment/CAPTURED")).isEqualTo(1);
        assertThat(((RecordedMetrics) environment.metrics()).isKnown("TimeToPaid")).isTrue();
    }

    @Test
    void handleRequest_sameMessageTwice_shouldChangeNothing() {
        placeReserved(ID, "tok_approve");
        handle(sample());

        assertThat(handle(sample()).getBatchItemFailures()).isEmpty();

        assertThat(order(ID).nextSeq()).isEqualTo(3);
        assertThat(((RecordedMetrics) environment.metrics()).sum("Payment/CAPTURED")).isEqualTo(1);
    }

    @Test
    void handleRequest_sameMessageTwiceInOneBatch_shouldPayOnce() {
        placeReserved(ID, "tok_approve");
        var batch = new SQSEvent();
        batch.setRecords(List.of(sample().getRecords().getFirst(), sample().getRecords().getFirst()));

        assertThat(handle(batch).getBatchItemFailures()).isEmpty();

        assertThat(order(ID).nextSeq()).isEqualTo(3);
    }

    @Test
    void handleRequest_refundRequested_shouldRefund() {
        placeReserved(ID, "tok_approve");
        handle(sample());
        log.append(order(ID), List.of(new RefundRequested(RefundReason.CANCELLED, Actor.GUEST)));

        var response = handle(batch(message("refund", ID, 3, "RefundRequested", "{\"reason\":\"CANCELLED\"}")));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(order(ID).status()).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void handleRequest_oneOrderWithoutAnAnswer_shouldFailThatMessageOnly() {
        var silent = Orders.id("silent");
        placeReserved(ID, "tok_approve");
        placeReserved(silent, "tok_outage");
        var impatient = impatient();

        var response = impatient.handleRequest(
                batch(message("good", ID, 1, "StockReserved", "{}"), message("bad", silent, 1, "StockReserved", "{}")),
                new LambdaContext("PaymentsFunction"));

        assertThat(response.getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("bad");
        assertThat(order(ID).status()).isEqualTo(OrderStatus.PAID);
        assertThat(order(silent).status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void handleRequest_manyOrdersOfOneCallerWithoutAnAnswer_shouldHoldNoMoreThanTheLimit() {
        var impatient = impatient();
        var orders = IntStream.range(0, 8).mapToObj(number -> Orders.id("silent-" + number)).toList();
        orders.forEach(id -> placeReserved(id, "tok_outage"));

        var first = orders.stream().map(id -> message(id.value(), id, 1, "StockReserved", "{}"))
                .toArray(SQSMessage[]::new);
        var unanswered = impatient.handleRequest(batch(first), new LambdaContext("PaymentsFunction"))
                .getBatchItemFailures();

        // Two units each, and a caller can hold three.
        assertThat(unanswered).hasSize(1);
        var held = unanswered.getFirst().getItemIdentifier();
        assertThat(orders).allSatisfy(id -> assertThat(order(id).status())
                .isEqualTo(id.value().equals(held) ? OrderStatus.RESERVED : OrderStatus.EXPIRED));

        var again = impatient.handleRequest(batch(first), new LambdaContext("PaymentsFunction"));
        assertThat(again.getBatchItemFailures()).isEqualTo(unanswered);
        assertThat(order(new OrderId(held)).nextSeq()).isEqualTo(2);
    }

    @Test
    void handleRequest_answerToARepeatedMessage_shouldEndTheCount() {
        placeReserved(ID, "tok_down");
        var repeated = message("down", ID, 1, "StockReserved", "{}");
        repeated.setAttributes(Map.of("ApproximateReceiveCount", "2"));
        new DynamoDbUnpaidOrders(TABLES.client(), "LimitsTable",
                new KeyedHash(environment.settings().read(
                        settings -> DeploymentKey.of(settings, Purpose.UNPAID_ORDERS))),
                TestEnvironment.CLOCK, TestEnvironment.BACKOFF)
                        .update(CallerKey.of(order(ID).placed()), before -> new UnpaidOrders.Change<>(
                                Map.of(before.keySet().iterator().next(), Unpaid.NOTHING.withHold(ID,
                                        new Unpaid.Hold(TestEnvironment.NOW.plusSeconds(60),
                                                Map.of(NOTEBOOK.sku().value(), 2)))),
                                true));

        assertThat(impatient().handleRequest(batch(repeated), new LambdaContext("PaymentsFunction"))
                .getBatchItemFailures()).isEmpty();

        assertThat(order(ID).status()).isEqualTo(OrderStatus.PAID);
        assertThat(TABLES.client().scan(scan -> scan.tableName("LimitsTable")).items()).singleElement()
                .satisfies(item -> assertThat(item.get("data").s()).doesNotContain(ID.value()));
    }

    @Test
    void handleRequest_messageThatIsNoOrderEvent_shouldFail() {
        var message = new SQSMessage();
        message.setMessageId("nonsense");
        message.setBody("{}");

        assertThat(handle(batch(message)).getBatchItemFailures()).hasSize(1);
    }

    @Test
    void newPaymentWorker_unknownProviderAndMissingSettings_shouldNameThemAll() {
        var settings = Map.of("ORDERS_TABLE", "OrdersTable", "PAYMENT_PROVIDER", "barter");

        assertThatIllegalStateException()
                .isThrownBy(() -> new PaymentWorker(TestEnvironment.of(settings, TABLES.client())))
                .withMessage("Settings: MAX_UNPAID_UNITS is not set;"
                        + " MAX_DECLINED_PAYMENTS is not set; ADDRESS_FACTOR is not set;"
                        + " DECLINED_HOLD_SECONDS is not set; PAYMENT_PROVIDER must be one of sandbox, stripe;"
                        + " SANDBOX_PAYMENTS_TABLE is not set; API_URL is not set");
    }

    /** Does not wait between calls of the provider. */
    private PaymentWorker impatient() {
        return new PaymentWorker(new FunctionEnvironment(
                environment.settings(), environment.clock(), pause -> {}, environment.random(), environment.aws(),
                environment.metrics()));
    }

    private void placeReserved(OrderId id, String token) {
        var sample = Orders.placedFact(NOTEBOOK);
        log.place(id,
                new OrderPlaced(sample.lines(), sample.total(), null, null, "hash", sample.contact(), token, null));
        log.append(order(id), List.of(Orders.reservedFact(NOTEBOOK)));
    }

    private Order order(OrderId id) {
        return log.find(id).orElseThrow();
    }

    private SQSBatchResponse handle(SQSEvent batch) {
        return worker.handleRequest(batch, new LambdaContext("PaymentsFunction"));
    }

    private static SQSEvent sample() {
        return Events.read("PaymentsFunction-Payments.json", SQSEvent.class);
    }

    private static SQSEvent batch(SQSMessage... messages) {
        var batch = new SQSEvent();
        batch.setRecords(List.of(messages));
        return batch;
    }

    private static SQSMessage message(String messageId, OrderId id, int seq, String factType, String data) {
        var message = new SQSMessage();
        message.setMessageId(messageId);
        message.setBody(OrderEvent.of(id, seq, factType, Orders.NOW.toString(), "", data).toJson());
        return message;
    }
}
