package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Cancelling.Outcome;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CancellingTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderHandle KEY = OrderHandle.of(Orders.key("1"));

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Cancelling cancelling = new Cancelling(log);

    @ParameterizedTest
    @EnumSource(names = {"PLACED", "RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED", "AUTHORIZED",
            "CAPTURE_FAILED"
    })
    void cancel_unpaidOrder_shouldEndIt(OrderStatus status) {
        log.with(SampleOrders.in(status));

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST)).isInstanceOf(Outcome.Cancelled.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new OrderCancelled(Actor.GUEST));
    }

    @Test
    void cancelUnits_ofAnAuthorizedOrder_shouldCaptureLess() {
        log.with(SampleOrders.in(OrderStatus.AUTHORIZED));
        var one = new Cancelling.Units(List.of(new LineUnits(SampleOrders.TEA.sku(), 1)), false, "Damaged", "key");

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, one)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, one)).isInstanceOf(Outcome.Cancelled.class);

        assertThat(order().nextSeq()).isEqualTo(4);
        assertThat(order().capturable()).isEqualTo(new Money(1000, "EUR"));
        assertThat(order().owesRelease()).isFalse();

        var last = new Cancelling.Units(one.lines(), true, null, null);
        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, last)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().releasable()).singleElement().satisfies(
                returned -> assertThat(returned.units()).isEqualTo(1));
    }

    @Test
    void cancelUnits_whileTheCaptureIsPending_shouldBeRefused() {
        log.with(SampleOrders.in(OrderStatus.CAPTURE_PENDING));
        var one = new Cancelling.Units(List.of(new LineUnits(SampleOrders.TEA.sku(), 1)), true, null, null);

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, one)).isInstanceOf(Outcome.NotCancellable.class);
    }

    @Test
    void cancel_paidOrder_shouldAskForTheRefund() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST)).isInstanceOf(Outcome.RefundStarted.class);

        assertThat(order().facts().getLast().fact())
                .isEqualTo(new RefundRequested(RefundReason.CANCELLED, Actor.GUEST));
    }

    @ParameterizedTest
    @EnumSource(names = {
            "REJECTED", "CAPTURE_PENDING", "PAID_LATE", "PAID_LATE_RESERVED", "SHIPPED", "PARTIALLY_SHIPPED", "EXPIRED",
            "REFUND_PENDING",
            "REFUND_FAILED", "REFUNDED"
    })
    void cancel_orderThatIsBeyondIt_shouldChangeNothing(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST)).isEqualTo(new Outcome.NotCancellable(before));

        assertThat(order().facts()).isEqualTo(before.facts());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "PAID"})
    void cancel_twice_shouldGiveTheSameOutcomeAndChangeNothingMore(OrderStatus status) {
        log.with(SampleOrders.in(status));

        var first = cancelling.cancel(KEY, SampleOrders.GUEST);
        var once = order();

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST)).hasSameClassAs(first);
        assertThat(order().facts()).isEqualTo(once.facts());
    }

    @Test
    void cancel_oneOfTwoUnits_shouldRefundAndRestockIt() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, units(1, null))).isInstanceOf(
                Outcome.RefundStarted.class);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(new Money(1000, "EUR"));
            assertThat(refund.restock()).isEqualTo(refund.lines());
        });
        assertThat(order().shippable(SampleOrders.TEA.sku())).isEqualTo(1);
    }

    @Test
    void cancel_allUnitsByTheirLines_shouldRefundAllThatIsLeft() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        cancelling.cancel(KEY, SampleOrders.GUEST, units(1, null));

        cancelling.cancel(KEY, SampleOrders.GUEST, units(1, null));

        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(order().refundable()).isZero();
        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST, units(1, null))).isInstanceOf(
                Outcome.NotCancellable.class);
    }

    @Test
    void cancel_unitsOfOrdersThatAreNotPaidOrShipped_shouldChangeNothing() {
        for (var status : Set.of(OrderStatus.RESERVED, OrderStatus.SHIPPED, OrderStatus.REFUNDED)) {
            var before = SampleOrders.in(status);
            log.with(before);

            assertThat(cancelling.cancel(KEY, SampleOrders.ADMIN, units(1, null)))
                    .isEqualTo(new Outcome.NotCancellable(before));
            assertThat(order().facts()).isEqualTo(before.facts());
        }
    }

    /** Two admins cancel the last unit that has not shipped. */
    @Test
    void cancel_sameUnitTwiceAtOnce_shouldCancelItOnce() {
        log.with(SampleOrders.in(OrderStatus.PARTIALLY_SHIPPED));
        var other = new Cancelling(new InterruptedLog(
                log, () -> cancelling.cancel(KEY, SampleOrders.ADMIN, units(1, null))));

        assertThat(other.cancel(KEY, SampleOrders.ADMIN, units(1, null))).isInstanceOf(Outcome.NotCancellable.class);
        assertThat(order().refunds()).hasSize(1);
        assertThat(order().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void cancel_unitsWithTheSameKeyTwice_shouldCancelThemOnce() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        cancelling.cancel(KEY, SampleOrders.ADMIN, units(1, "key"));
        assertThat(cancelling.cancel(KEY, SampleOrders.ADMIN, units(1, "key")))
                .isInstanceOf(Outcome.RefundStarted.class);

        assertThat(order().refunds()).hasSize(1);
    }

    private static Cancelling.Units units(int quantity, @Nullable String key) {
        return new Cancelling.Units(
                List.of(new LineUnits(SampleOrders.TEA.sku(), quantity)), true, null, key);
    }

    @Test
    void cancel_unknownOrder_shouldBeUnknown() {
        assertThat(cancelling.cancel(KEY, SampleOrders.GUEST)).isEqualTo(new Outcome.Unknown());
    }

    static Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of(SampleOrders.CUSTOMER, Actor.customer("customer-1")),
                Arguments.of(SampleOrders.ADMIN, Actor.admin("admin-1")),
                Arguments.of(new Caller("customer-1", Set.of("admin")), Actor.admin("customer-1")));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void cancel_customersOrder_shouldSayWhoDidIt(Caller caller, Actor by) {
        log.with(SampleOrders.log(SampleOrders.placedBy("customer-1")));

        assertThat(cancelling.cancel(KEY, caller)).isInstanceOf(Outcome.Cancelled.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new OrderCancelled(by));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void cancel_customersPaidOrder_shouldSayWhoDidIt(Caller caller, Actor by) {
        log.with(SampleOrders.log(
                SampleOrders.placedBy("customer-1"), SampleOrders.RESERVED, SampleOrders.CAPTURED));

        assertThat(cancelling.cancel(KEY, caller)).isInstanceOf(Outcome.RefundStarted.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new RefundRequested(RefundReason.CANCELLED, by));
    }

    @Test
    void cancel_guestsOrderByItsReference_shouldBeUnknownAndChangeNothing() {
        log.with(SampleOrders.log(SampleOrders.PLACED));

        assertThat(cancelling.cancel(OrderHandle.of(ID), SampleOrders.GUEST)).isEqualTo(new Outcome.Unknown());
        assertThat(cancelling.cancel(OrderHandle.of(ID), SampleOrders.CUSTOMER)).isEqualTo(new Outcome.Unknown());

        assertThat(order().status()).isEqualTo(OrderStatus.PLACED);
    }

    static Stream<Caller> strangers() {
        return Stream.of(SampleOrders.GUEST, SampleOrders.OTHER_CUSTOMER);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void cancel_foreignOrder_shouldBeUnknownAndChangeNothing(Caller stranger) {
        log.with(SampleOrders.log(SampleOrders.placedBy("customer-1")));

        assertThat(cancelling.cancel(KEY, stranger)).isEqualTo(new Outcome.Unknown());

        assertThat(order().status()).isEqualTo(OrderStatus.PLACED);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }
}
