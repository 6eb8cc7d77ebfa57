package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentEventWorkerTest {

    private static final OrderId ID = new OrderId("ref_" + "0".repeat(32));
    private static final OrderLine TEA = Orders.line("TEA", 2);

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TABLES.environment(Map.of());
    private final DynamoDbOrderLog log = TABLES.log();
    private final PaymentEventWorker worker = new PaymentEventWorker(environment);

    @Test
    void handleRequest_hintAboutAConfirmedPayment_shouldPayTheOrderOnceHoweverOftenItComes() {
        placeWaiting();
        new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", TestEnvironment.CLOCK)
                .decide(ID + "/0", true, Callbacks.TWICE);

        assertThat(handle().getBatchItemFailures()).isEmpty();
        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().nextSeq()).isEqualTo(4);
        assertThat(((RecordedMetrics) environment.metrics()).sum("PaymentSettled/CAPTURED")).isEqualTo(1);
    }

    @Test
    void handleRequest_authorizationThatWasVoidedInTheDashboard_shouldCountOnceForTheAlarm() {
        placeWaiting(PaymentCapture.SHIPMENT);
        var ledger = new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", TestEnvironment.CLOCK);
        ledger.decide(ID + "/0", true, Callbacks.ONCE);
        handle();
        assertThat(order().status()).isEqualTo(OrderStatus.AUTHORIZED);

        new SandboxProvider(ledger, key -> key).release(
                new PaymentProvider.Attempt(ID + "/0", order().placed().total()));
        handle();
        handle();

        assertThat(order().status()).isEqualTo(OrderStatus.CAPTURE_FAILED);
        assertThat(((RecordedMetrics) environment.metrics()).sum("Payment/CAPTURE_FAILED")).isEqualTo(1);
    }

    @Test
    void handleRequest_earlyHint_shouldChangeNothing() {
        placeWaiting();

        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(order().status()).isEqualTo(OrderStatus.PAYMENT_ACTION_REQUIRED);
        assertThat(logs.lines()).noneMatch(line -> line.toString().contains("Payment settled"));
    }

    @Test
    void handleRequest_hintAboutAnUnknownOrder_shouldFailAndEndInTheDeadLetters() {
        assertThat(handle().getBatchItemFailures()).hasSize(1);
    }

    @Test
    void handleRequest_messageThatIsNoHint_shouldFailAlone() {
        placeWaiting();
        var batch = sample();
        batch.getRecords().getFirst().setBody("{}");

        assertThat(worker.handleRequest(batch, new LambdaContext("PaymentEventsFunction")).getBatchItemFailures())
                .hasSize(1);
    }

    private void placeWaiting() {
        placeWaiting(null);
    }

    private void placeWaiting(@Nullable PaymentCapture capture) {
        var placed = Orders.placedFact(TEA);
        log.place(ID, new OrderPlaced(
                placed.lines(), placed.total(), null, null, "hash", placed.contact(), "tok_action", null, null, null,
                null, null, null, capture));
        log.append(order(), List.of(Orders.reservedFact(TEA)));
        new PaymentWorker(environment).handleRequest(
                Events.read("PaymentsFunction-Payments.json", SQSEvent.class), new LambdaContext("PaymentsFunction"));
    }

    private SQSBatchResponse handle() {
        return worker.handleRequest(sample(), new LambdaContext("PaymentEventsFunction"));
    }

    private static SQSEvent sample() {
        return Events.read("PaymentEventsFunction-Hints.json", SQSEvent.class);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }
}
