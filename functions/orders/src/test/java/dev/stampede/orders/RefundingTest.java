package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Refunding.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundingTest {

    private static final OrderId ID = Orders.id("1");

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Refunding refunding = new Refunding(log);

    @ParameterizedTest
    @EnumSource(names = {"PAID", "SHIPPED", "PAID_LATE"})
    void refund_orderWithMoney_shouldAskForTheRefundOnce(OrderStatus status) {
        log.with(SampleOrders.in(status));
        var places = SampleOrders.in(status).nextSeq();

        assertThat(refunding.refund(ID, Actor.admin("owner"))).isInstanceOf(Outcome.Started.class);
        assertThat(refunding.refund(ID, Actor.admin("owner"))).isInstanceOf(Outcome.Started.class);

        assertThat(log.find(ID).orElseThrow().facts().getLast().fact())
                .isEqualTo(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(places + 1);
    }

    @Test
    void refund_refundedOrder_shouldSayThatItIsUnderWayAndChangeNothing() {
        log.with(SampleOrders.in(OrderStatus.REFUNDED));

        assertThat(refunding.refund(ID, Actor.admin("owner"))).isInstanceOf(Outcome.Started.class);

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(names = {
            "PLACED", "RESERVED", "REJECTED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED", "PAID_LATE_RESERVED",
            "CANCELLED", "EXPIRED"
    })
    void refund_orderThatIsNotPaid_shouldChangeNothing(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(refunding.refund(ID, Actor.admin("owner"))).isEqualTo(new Outcome.NotRefundable(before));

        assertThat(log.find(ID).orElseThrow().facts()).isEqualTo(before.facts());
    }

    @Test
    void refund_unknownOrder_shouldBeUnknown() {
        assertThat(refunding.refund(ID, Actor.admin("owner"))).isEqualTo(new Outcome.Unknown());
    }
}
