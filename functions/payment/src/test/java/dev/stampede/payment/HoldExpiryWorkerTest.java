package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HoldExpiryWorkerTest {

    private static final OrderId ID = new OrderId("ref_" + "0".repeat(32));

    private static final OrderLine TEA = Orders.line("TEA", 2);

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TABLES.environment(Map.of("HOLD_SECONDS", "900"));
    private final DynamoDbOrderLog log = TABLES.log();
    private final HoldExpiryWorker worker = new HoldExpiryWorker(environment);

    @Test
    void newHoldExpiryWorker_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new HoldExpiryWorker(environment))
                .withMessageStartingWith("Settings: ").withMessageContaining("ORDERS_TABLE is not set")
                .withMessageContaining("HOLD_SECONDS is not set");
    }

    @Test
    void handleRequest_holdWhoseTimeIsUp_shouldEndItOnceHoweverOftenItIsDelivered() {
        placeHeldUntil(Orders.NOW);

        assertThat(handle().getBatchItemFailures()).isEmpty();
        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(order().facts().getLast().fact()).isEqualTo(new HoldExpired());
        assertThat(order().nextSeq()).isEqualTo(3);
        assertThat(order().facts().getLast().correlationId()).isEqualTo("sample-correlation-id");
        assertThat(((RecordedMetrics) environment.metrics()).sum("HoldExpiry/Expired")).isEqualTo(1);
    }

    @Test
    void handleRequest_holdWhoseTimeIsNotUp_shouldComeBackLater() {
        placeHeldUntil(Orders.NOW.plusSeconds(1));

        assertThat(handle().getBatchItemFailures()).hasSize(1);

        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void handleRequest_declinedHoldTwice_shouldEndItOnce() {
        placeHeldUntil(Orders.NOW.plusSeconds(600));
        log.append(order(), List.of(new PaymentDeclined(0, "card_declined", Orders.NOW)));
        var declined = Events.read("HoldExpiryFunction-DeclinedHolds.json", SQSEvent.class);

        assertThat(handle(declined).getBatchItemFailures()).isEmpty();
        assertThat(handle(declined).getBatchItemFailures()).isEmpty();

        assertThat(order().facts().getLast().fact()).isEqualTo(new HoldExpired());
        assertThat(order().nextSeq()).isEqualTo(4);
    }

    @Test
    void handleRequest_paidOrder_shouldLeaveIt() {
        placeHeldUntil(Orders.NOW);
        log.append(order(), List.of(new PaymentCaptured(0, order().placed().total(), "charge")));

        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void handleRequest_unknownOrder_shouldFailAndEndInTheDeadLetters() {
        assertThat(handle().getBatchItemFailures()).hasSize(1);
    }

    @Test
    void handleRequest_paymentThatIsProcessing_shouldExtendTheHold() {
        placeHeldUntil(Orders.NOW, "tok_processing");
        new PaymentWorker(environment).handleRequest(
                Events.read("PaymentsFunction-Payments.json", SQSEvent.class), new LambdaContext("PaymentsFunction"));

        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(order().facts().getLast().fact()).isEqualTo(new HoldExtended(Orders.NOW.plusSeconds(900)));
        assertThat(handle().getBatchItemFailures()).hasSize(1);
        assertThat(((RecordedMetrics) environment.metrics()).sum("HoldExpiry/Extended")).isEqualTo(1);
    }

    private void placeHeldUntil(Instant heldUntil, String token) {
        var sample = Orders.placedFact(TEA);
        log.place(ID, new OrderPlaced(
                sample.lines(), sample.total(), null, null, "hash", sample.contact(), token, null));
        log.append(order(), List.of(new StockReserved(Orders.reservedFact(TEA).allocations(), heldUntil)));
    }

    private void placeHeldUntil(Instant heldUntil) {
        log.place(ID, Orders.placedFact(TEA));
        log.append(order(), List.of(new StockReserved(Orders.reservedFact(TEA).allocations(), heldUntil)));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private SQSBatchResponse handle() {
        return handle(Events.read("HoldExpiryFunction-Holds.json", SQSEvent.class));
    }

    private SQSBatchResponse handle(SQSEvent event) {
        return worker.handleRequest(event, new LambdaContext("HoldExpiryFunction"));
    }
}
