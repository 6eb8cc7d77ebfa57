package dev.stampede.payment;

import static dev.stampede.runtime.events.Delivery.FIRST;
import static dev.stampede.runtime.events.Delivery.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.payment.Payments.Outcome;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that are authorized at checkout and captured at shipment, against the sandbox provider and its ledger. */
class CapturesTest {

    private static final OrderLine TEA = Orders.line("TEA", 2);
    private static final Money TOTAL = new Money(2000, "EUR");
    private static final OrderId ID = Orders.id("1");
    private static final String REFERENCE = "sandbox:" + ID + "/0";
    private static final Actor OWNER = Actor.admin("owner");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final OrderShipped SHIPMENT = new OrderShipped(
            "DHL", "1", null, List.of(new LineUnits(TEA.sku(), 1)), "key", "admin", "owner");

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryOrderLog log = new InMemoryOrderLog(clock);
    private final SandboxLedger ledger = new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", clock);
    private final SandboxProvider sandbox = new SandboxProvider(ledger, key -> "https://sandbox.example.com/" + key);
    private final UnpaidHolds holds = new UnpaidHolds(
            new InMemoryUnpaidOrders(clock), new UnpaidLimits(5, 3, 2), Duration.ofMinutes(2), clock);
    private final Payments payments = new Payments(log, sandbox, holds);

    @Test
    void advance_reservedOrder_shouldAuthorizeOnceAndMoveNoMoney() {
        reserved("tok_approve");

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.AUTHORIZED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(
                new PaymentAuthorized(0, TOTAL, REFERENCE, TestEnvironment.NOW.plus(WEEK)));
        assertThat(money()).isZero();
    }

    @Test
    void advance_captureRequest_shouldCaptureAndShipOnce() {
        authorized("tok_approve");
        append(CaptureRequested.before(SHIPMENT));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(facts()).endsWith(new PaymentCaptured(0, TOTAL, REFERENCE), SHIPMENT);
        assertThat(order().status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
        assertThat(money()).isEqualTo(2000);
    }

    @Test
    void advance_captureRequestByManyAtOnce_shouldCaptureAndShipOnce() {
        authorized("tok_approve");
        append(CaptureRequested.before(SHIPMENT));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> payments.advance(ID, FIRST), threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnlyOnce(Outcome.CAPTURED);
        }

        assertThat(order().nextSeq()).isEqualTo(6);
        assertThat(money()).isEqualTo(2000);
    }

    @Test
    void advance_captureAfterUnitsWereCancelled_shouldCaptureTheRest() {
        authorized("tok_approve");
        append(cancelled(1000));
        append(new CaptureRequested(OWNER));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, new Money(1000, "EUR"), REFERENCE));
        assertThat(order().refundable()).isEqualTo(1000);
        assertThat(money()).isEqualTo(1000);
    }

    @Test
    void advance_captureOfNothing_shouldVoidAndPay() {
        authorized("tok_approve");
        append(cancelled(2000));
        append(new CaptureRequested(OWNER));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, Money.zero("EUR"), REFERENCE));
        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(outcome()).isEqualTo("ABANDONED");
    }

    @Test
    void advance_captureThatIsRefused_shouldFailAndSucceedAgainUnderAnotherKey() {
        authorized("tok_capture_fails");
        append(CaptureRequested.before(SHIPMENT));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURE_FAILED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last()).isEqualTo(new CaptureFailed("card_declined"));
        assertThat(order().isShipped()).isFalse();

        append(new CaptureRequested(OWNER));
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(money()).isEqualTo(2000);
    }

    @Test
    void advance_captureOfAnExpiredAuthorization_shouldFail() {
        authorized("tok_approve");
        clock.advance(WEEK);
        append(new CaptureRequested(OWNER));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURE_FAILED);

        assertThat(last()).isEqualTo(new CaptureFailed("authorization_expired"));
        assertThat(money()).isZero();
    }

    @Test
    void advance_authorizationThatHasEnded_shouldBeRecordedOnce() {
        authorized("tok_authorized_briefly");
        clock.advance(Duration.ofSeconds(9));
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        clock.advance(Duration.ofSeconds(1));

        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.CAPTURE_FAILED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(new CaptureFailed("authorization_expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHORIZED", "CAPTURE_FAILED"})
    void settle_captureInTheDashboard_shouldRecordWhatWasCaptured(OrderStatus status) {
        authorized("tok_approve");
        if (status == OrderStatus.CAPTURE_FAILED) {
            append(new CaptureFailed("card_declined"));
        }
        sandbox.capture(new PaymentProvider.Capture("dashboard", new Money(1500, "EUR"), REFERENCE));

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.CAPTURED);
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, new Money(1500, "EUR"), REFERENCE));
        assertThat(money()).isEqualTo(1500);
    }

    @Test
    void settle_callbackBeforeTheWorkerOrAfterIt_shouldChangeNothing() {
        authorized("tok_approve");
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);
        append(new CaptureRequested(OWNER));
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);
        payments.advance(ID, FIRST);
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().nextSeq()).isEqualTo(5);
    }

    @Test
    void advance_cancelledOrder_shouldVoidTheAuthorizationOnce() {
        authorized("tok_approve");
        append(new OrderCancelled(Actor.GUEST));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.ABANDONED);

        assertThat(outcome()).isEqualTo("ABANDONED");
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(money()).isZero();
    }

    @Test
    void advance_cancelledOrderThatWasCaptured_shouldRefundIt() {
        authorized("tok_approve");
        sandbox.capture(new PaymentProvider.Capture("dashboard", TOTAL, REFERENCE));
        append(new OrderCancelled(Actor.GUEST));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(money()).isZero();
    }

    @Test
    void advance_cancelBetweenAuthorizationAndAppend_shouldVoidIt() {
        reserved("tok_approve");
        sandbox.charge(new PaymentProvider.Charge(
                ID + "/0", TOTAL, "tok_approve", PaymentProvider.CaptureMethod.MANUAL));
        append(new OrderCancelled(Actor.GUEST));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);

        assertThat(outcome()).isEqualTo("ABANDONED");
    }

    @Test
    void settle_confirmedByTheCustomer_shouldAuthorize() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        ledger.decide(ID + "/0", true, Callbacks.ONCE);

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.AUTHORIZED);
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.AUTHORIZED);
    }

    @Test
    void settle_confirmedAfterTheHoldEnded_shouldVoidIt() {
        reserved("tok_processing");
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.PROCESSING);
        append(new HoldExpired());
        clock.advance(Duration.ofSeconds(10));

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.ABANDONED);

        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(outcome()).isEqualTo("ABANDONED");
    }

    @Test
    void voidAttempts_confirmedJustBeforeTheEndOfTheHold_shouldSellTheOrder() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        ledger.decide(ID + "/0", true, Callbacks.NEVER);

        assertThat(payments.voidAttempts(order())).isEqualTo(Payments.Voiding.PAID);

        assertThat(order().status()).isEqualTo(OrderStatus.AUTHORIZED);
        assertThat(outcome()).isEqualTo("AUTHORIZED");
    }

    @Test
    void advance_anotherCardAfterTheFirstWasConfirmed_shouldChargeOnlyTheFirst() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        ledger.decide(ID + "/0", true, Callbacks.NEVER);
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.AUTHORIZED);

        assertThat(last()).isInstanceOfSatisfying(PaymentAuthorized.class, payment -> {
            assertThat(payment.attempt()).isZero();
            assertThat(payment.reference()).isEqualTo(REFERENCE);
        });
        assertThat(ledgerItems()).isEqualTo(1);
    }

    @Test
    void advance_refundOfWhatWasPaidInAnotherWay_shouldFailWithoutTheProvider() {
        authorized("tok_approve");
        append(new CaptureFailed("card_declined"));
        append(new CaptureSettled(TOTAL, "By bank transfer", OWNER));
        append(new RefundRequested(RefundReason.SHOP, OWNER));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUND_FAILED);

        assertThat(last()).isEqualTo(new RefundFailed(5, "not_paid_by_provider"));
    }

    private void reserved(String token) {
        var sample = Orders.placedFact(TEA);
        var placed = new Fact.OrderPlaced(
                sample.lines(), TOTAL, null, null, "hash", sample.contact(), token, null, null, null, null, null, null,
                PaymentCapture.SHIPMENT);
        log.with(Orders.log("1", placed, Orders.reservedFact(TEA)));
    }

    private void authorized(String token) {
        reserved(token);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.AUTHORIZED);
    }

    private static Fact cancelled(long amount) {
        return new UnitsCancelled(
                List.of(new LineUnits(TEA.sku(), 1)), new Money(amount, "EUR"), List.of(), null, null, "admin",
                "owner");
    }

    private void append(Fact fact) {
        assertThat(log.append(order(), List.of(fact))).isInstanceOf(OrderLog.Append.Appended.class);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private List<Fact> facts() {
        return order().facts().stream().map(recorded -> recorded.fact()).toList();
    }

    private Fact last() {
        return facts().getLast();
    }

    /** The outcome of the first charge. */
    private static String outcome() {
        return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).items().stream()
                .filter(item -> item.get("pk").s().equals(ID + "/0"))
                .map(item -> item.get("outcome").s())
                .findFirst()
                .orElseThrow();
    }

    private static int ledgerItems() {
        return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).count();
    }

    /** What the sandbox has captured, less what it refunded. */
    private static long money() {
        return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).items().stream()
                .mapToLong(item -> switch (item.get("outcome").s()) {
                    case "CAPTURED" -> Long.parseLong(
                            item.getOrDefault("capturedAmount", item.get("amount")).n());
                    case "REFUNDED" -> -Long.parseLong(item.get("amount").n());
                    default -> 0;
                }).sum();
    }
}
