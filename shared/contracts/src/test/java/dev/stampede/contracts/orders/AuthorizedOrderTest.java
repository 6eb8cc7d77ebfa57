package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.testing.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders whose payment is authorized at checkout and captured at shipment. */
class AuthorizedOrderTest {

    private static final OrderLine TEA = Orders.line("TEA", 3);
    private static final OrderLine MUG = Orders.line("MUG", 1);
    private static final Money TOTAL = euros(4000);
    private static final Instant CAPTURE_BEFORE = Orders.NOW.plus(Duration.ofDays(7));
    private static final Order AUTHORIZED = Orders.log(
            "1", Orders.placedFact(TEA, MUG), Orders.reservedFact(TEA, MUG),
            new PaymentAuthorized(0, TOTAL, "pi_1", CAPTURE_BEFORE));
    private static final Actor OWNER = Actor.admin("owner");
    private static final OrderShipped MUG_SHIPPED = new OrderShipped(
            "DHL", "1", null, List.of(new LineUnits(MUG.sku(), 1)), "key", "admin", "owner");
    private static final Fact CAPTURED = captured(4000);

    @Test
    void authorized_shouldBeSoldAndNotPaid() {
        assertThat(AUTHORIZED.status()).isEqualTo(OrderStatus.AUTHORIZED);
        assertThat(AUTHORIZED.hasPayment()).isTrue();
        assertThat(AUTHORIZED.captured()).isEmpty();
        assertThat(AUTHORIZED.capturable()).isEqualTo(TOTAL);
        assertThat(AUTHORIZED.refundable()).isZero();
        assertThat(AUTHORIZED.shippable(TEA.sku())).isEqualTo(3);
        assertThat(AUTHORIZED.freesCart()).isFalse();
        assertThat(AUTHORIZED.isFinal()).isFalse();
        assertThat(AUTHORIZED.owesRelease()).isFalse();
    }

    static Stream<Fact> afterTheCaptureOnly() {
        return Stream.of(
                MUG_SHIPPED,
                new RefundRequested(RefundReason.SHOP, OWNER),
                new ReturnRequested(List.of(new LineUnits(MUG.sku(), 1)), null, null, Actor.GUEST),
                new HoldExpired(),
                new CaptureSettled(TOTAL, null, OWNER));
    }

    @ParameterizedTest
    @MethodSource("afterTheCaptureOnly")
    void authorized_whatNeedsTheMoney_shouldBeRefused(Fact fact) {
        assertThatIllegalStateException().isThrownBy(() -> with(AUTHORIZED, fact));
        assertThatIllegalStateException().isThrownBy(() -> with(AUTHORIZED, new CaptureRequested(OWNER), fact));
    }

    @Test
    void capture_thatAShipmentWaitsFor_shouldPayAndShip() {
        var pending = with(AUTHORIZED, CaptureRequested.before(MUG_SHIPPED));
        assertThat(pending.status()).isEqualTo(OrderStatus.CAPTURE_PENDING);
        assertThat(pending.pendingCapture().flatMap(CaptureRequested::shipment)).contains(MUG_SHIPPED);
        assertThat(pending.shipments()).isEmpty();
        assertThat(pending.isRepeated("key")).isTrue();

        var shipped = with(pending, CAPTURED, MUG_SHIPPED);
        assertThat(shipped.status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
        assertThat(shipped.captured().orElseThrow().amount()).isEqualTo(TOTAL);
        assertThat(shipped.refundable()).isEqualTo(4000);
        assertThat(with(shipped, new OrderShipped(null, null, OWNER)).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void capture_ofMoreUnitsThanAreLeft_shouldBeRefused() {
        var tooMany = new OrderShipped(
                null, null, null, List.of(new LineUnits(MUG.sku(), 2)), null, "admin", "owner");
        assertThatIllegalStateException().isThrownBy(() -> with(AUTHORIZED, CaptureRequested.before(tooMany)));
    }

    @Test
    void capture_ofAnotherPaymentOrOfMore_shouldBeRefused() {
        assertThatIllegalStateException().isThrownBy(
                () -> with(AUTHORIZED, new PaymentCaptured(0, TOTAL, "pi_2")));
        assertThatIllegalStateException().isThrownBy(() -> with(AUTHORIZED, captured(4001)));
    }

    @Test
    void cancel_whileTheCaptureIsPending_shouldBeRefused() {
        var pending = with(AUTHORIZED, new CaptureRequested(OWNER));

        assertThatIllegalStateException().isThrownBy(() -> with(pending, new OrderCancelled(OWNER)));
        assertThatIllegalStateException().isThrownBy(() -> with(pending, cancelled(1, 1)));
        assertThatIllegalStateException().isThrownBy(() -> with(pending, new CaptureRequested(OWNER)));
    }

    @Test
    void capture_thatFails_shouldBeTriedAgainUnderAnotherPosition() {
        var failed = with(AUTHORIZED, CaptureRequested.before(MUG_SHIPPED), new CaptureFailed("card_declined"));
        assertThat(failed.status()).isEqualTo(OrderStatus.CAPTURE_FAILED);
        assertThat(failed.captureFailure()).isEqualTo("card_declined");
        assertThat(failed.shippable(MUG.sku())).isEqualTo(1);
        assertThat(failed.pendingCapture()).isEmpty();

        var retried = with(failed, new CaptureRequested(OWNER));
        assertThat(retried.captureId()).isEqualTo(5).isNotEqualTo(failed.captureId());
        assertThat(retried.captureFailure()).isNull();
        assertThat(with(retried, CAPTURED).status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void capture_thatIsSettledByHand_shouldPay() {
        var failed = with(AUTHORIZED, new CaptureFailed("authorization_expired"));
        assertThatIllegalStateException().isThrownBy(
                () -> with(failed, new CaptureSettled(euros(3999), null, OWNER)));

        var settled = with(failed, new CaptureSettled(TOTAL, "By bank transfer", OWNER));
        assertThat(settled.status()).isEqualTo(OrderStatus.PAID);
        assertThat(settled.refundable()).isEqualTo(4000);
        assertThat(with(settled, MUG_SHIPPED).status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
    }

    @Test
    void capture_inTheProvidersDashboard_shouldPayAtAnyTime() {
        assertThat(with(AUTHORIZED, captured(2500)).refundable()).isEqualTo(2500);
        assertThat(with(AUTHORIZED, new CaptureFailed("unknown"), CAPTURED).status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void cancel_shouldReturnAllUnitsAndLeaveTheAttemptToBeVoided() {
        var cancelled = with(AUTHORIZED, new OrderCancelled(Actor.GUEST));

        assertThat(cancelled.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(units(cancelled.releasable())).isEqualTo(4);
        assertThat(cancelled.openAttempts()).containsExactly(0);
        assertThat(cancelled.freesCart()).isTrue();
        assertThat(OwedStep.of(cancelled)).extracting(OwedStep::kind)
                .contains(OwedStep.Kind.VOID, OwedStep.Kind.RELEASE);
        var released = with(cancelled, new StockReleased(cancelled.releasable()));
        assertThat(released.owesRelease()).isFalse();
        assertThat(released.holdsStock()).isFalse();
    }

    @Test
    void cancel_units_shouldReduceTheCaptureAndReturnThem() {
        var order = with(AUTHORIZED, cancelled(2, 1));

        assertThat(order.status()).isEqualTo(OrderStatus.AUTHORIZED);
        assertThat(order.capturable()).isEqualTo(euros(2000));
        assertThat(order.shippable(TEA.sku())).isEqualTo(1);
        assertThat(order.cancelled(TEA.sku())).isEqualTo(2);
        assertThat(units(order.releasable())).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> with(order, cancelled(2, 0)));

        // What was damaged stays away when the rest is cancelled.
        var rest = with(order, new OrderCancelled(OWNER));
        assertThat(units(rest.releasable())).isEqualTo(3);
        var released = with(rest, new StockReleased(rest.releasable()));
        assertThat(units(released.allocations())).isEqualTo(1);
        assertThat(released.owesRelease()).isFalse();
    }

    @Test
    void cancel_units_shouldCountAsPaidBackOnceTheRestIsCaptured() {
        var order = with(AUTHORIZED, cancelled(2, 2), new CaptureRequested(OWNER), captured(2000));

        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.refunded()).isZero();
        assertThat(order.refundable()).isEqualTo(2000);
        assertThat(order.refunded(TEA.sku())).isEqualTo(2);
        assertThat(order.paidBack().lines()).containsExactly(2000L, 0L);

        var refunded = with(order, new RefundRequested(RefundReason.SHOP, OWNER), new Refunded(euros(2000), "re_1"));
        assertThat(refunded.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(refunded.paidBack().lines()).containsExactly(3000L, 1000L);
        assertThat(units(refunded.releasable())).isEqualTo(4);
    }

    @Test
    void captured_afterTheOrderWasCancelled_shouldBeRefunded() {
        var order = with(AUTHORIZED, new OrderCancelled(OWNER), new PaymentCapturedLate(0, TOTAL, "pi_1"),
                new RefundRequested(RefundReason.CANCELLED, Actor.STORE), new Refunded(TOTAL, "re_1"));

        assertThat(order.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(units(order.releasable())).isEqualTo(4);
    }

    @Test
    void authorized_shouldOweItsCaptureADayBeforeItEnds() {
        var due = CAPTURE_BEFORE.minus(Duration.ofDays(1));

        assertThat(captureStep(AUTHORIZED, due.minusSeconds(1))).isEmpty();
        assertThat(captureStep(AUTHORIZED, due)).containsExactly(2);
        var pending = with(AUTHORIZED, new CaptureRequested(OWNER));
        assertThat(captureStep(pending, pending.changedAt())).containsExactly(3);
        assertThat(captureStep(with(pending, new CaptureFailed("card_declined")), due)).isEmpty();
        assertThat(captureStep(with(pending, CAPTURED), due)).isEmpty();
    }

    private static List<Integer> captureStep(Order order, Instant now) {
        return OwedStep.overdue(order, now, Duration.ZERO).stream()
                .filter(step -> step.kind() == OwedStep.Kind.CAPTURE)
                .map(step -> step.cause().seq())
                .toList();
    }

    @Test
    void mails_shouldBeOneForTheSaleAndNoneForTheCapture() {
        var order = with(AUTHORIZED, cancelled(1, 1), CaptureRequested.before(MUG_SHIPPED), captured(3000),
                MUG_SHIPPED);

        assertThat(order.facts().stream().map(RecordedFact::fact).filter(fact -> OwedStep.isMailed(order, fact))
                .map(Fact::type)).containsExactly("PaymentAuthorized", "UnitsCancelled", "OrderShipped");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZED", "CAPTURE_PENDING", "CAPTURE_FAILED"})
    void isAuthorized_shouldBeTrueUntilTheCapture(OrderStatus status) {
        assertThat(status.isAuthorized()).isTrue();
        assertThat(status.awaitsPayment()).isFalse();
    }

    /** Two units of tea, of which some return to stock. */
    private static Fact cancelled(int quantity, int restocked) {
        return new UnitsCancelled(
                List.of(new LineUnits(TEA.sku(), quantity)), euros(quantity * 1000L),
                restocked == 0 ? List.of() : List.of(new LineUnits(TEA.sku(), restocked)), null, null, "admin",
                "owner");
    }

    private static Fact captured(long amount) {
        return new PaymentCaptured(0, euros(amount), "pi_1");
    }

    private static Money euros(long amount) {
        return new Money(amount, "EUR");
    }

    private static int units(List<Allocation> allocations) {
        return allocations.stream().mapToInt(Allocation::units).sum();
    }

    private static Order with(Order order, Fact... facts) {
        for (var fact : facts) {
            order = order.with(new RecordedFact(
                    order.id(), order.nextSeq(), Orders.NOW.plusSeconds(order.nextSeq()), "", fact));
        }
        return order;
    }
}
