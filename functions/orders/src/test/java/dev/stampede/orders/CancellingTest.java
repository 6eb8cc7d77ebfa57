package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Cancelling.Outcome;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.testing.TestPlatform;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CancellingTest {

    private static final OrderId ID = Orders.id("1");

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestPlatform.CLOCK);
    private final Cancelling cancelling = new Cancelling(log);

    @ParameterizedTest
    @EnumSource(names = {"PLACED", "RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED"})
    void cancel_unpaidOrder_shouldEndIt(OrderStatus status) {
        log.with(SampleOrders.in(status));

        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).isInstanceOf(Outcome.Cancelled.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new OrderCancelled("guest"));
    }

    @Test
    void cancel_paidOrder_shouldAskForTheRefund() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).isInstanceOf(Outcome.RefundStarted.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new RefundRequested(RefundReason.CANCELLED));
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "PAID_LATE", "SHIPPED", "EXPIRED", "REFUND_PENDING", "REFUNDED"})
    void cancel_orderThatIsBeyondIt_shouldChangeNothing(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).isEqualTo(new Outcome.NotCancellable(before));

        assertThat(order().facts()).isEqualTo(before.facts());
    }

    @Test
    void cancel_orderReservedAgainForLateMoney_shouldChangeNothing() {
        log.with(SampleOrders.log(SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.EXPIRED,
                SampleOrders.CAPTURED_LATE, SampleOrders.RESERVED));

        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).isInstanceOf(Outcome.NotCancellable.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "PAID"})
    void cancel_twice_shouldGiveTheSameOutcomeAndChangeNothingMore(OrderStatus status) {
        log.with(SampleOrders.in(status));

        var first = cancelling.cancel(ID, SampleOrders.GUEST);
        var once = order();

        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).hasSameClassAs(first);
        assertThat(order().facts()).isEqualTo(once.facts());
    }

    @Test
    void cancel_unknownOrder_shouldBeUnknown() {
        assertThat(cancelling.cancel(ID, SampleOrders.GUEST)).isEqualTo(new Outcome.Unknown());
    }

    static Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of(SampleOrders.CUSTOMER, "customer"),
                Arguments.of(SampleOrders.ADMIN, "admin"),
                Arguments.of(new Caller("customer-1", Set.of("admin")), "admin"));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void cancel_customersOrder_shouldSayWhoDidIt(Caller caller, String by) {
        log.with(SampleOrders.log(SampleOrders.placedBy("customer-1")));

        assertThat(cancelling.cancel(ID, caller)).isInstanceOf(Outcome.Cancelled.class);

        assertThat(order().facts().getLast().fact()).isEqualTo(new OrderCancelled(by));
    }

    static Stream<Caller> strangers() {
        return Stream.of(SampleOrders.GUEST, SampleOrders.OTHER_CUSTOMER);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void cancel_foreignOrder_shouldBeUnknownAndChangeNothing(Caller stranger) {
        log.with(SampleOrders.log(SampleOrders.placedBy("customer-1")));

        assertThat(cancelling.cancel(ID, stranger)).isEqualTo(new Outcome.Unknown());

        assertThat(order().status()).isEqualTo(OrderStatus.PLACED);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }
}
