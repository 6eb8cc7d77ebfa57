package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.HoldExpiry.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldExpiryTest {

    private static final OrderId ID = Orders.id("1");
    private static final Instant HELD_UNTIL = Orders.NOW.plus(Orders.HOLD);

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED"})
    void expire_unpaidOrderWhoseTimeIsUp_shouldExpireItOnce(OrderStatus status) {
        log.with(SampleOrders.in(status));

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Expired.class);
        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(order().nextSeq()).isEqualTo(SampleOrders.in(status).nextSeq() + 1);
    }

    @Test
    void expire_beforeTheTime_shouldLeaveTheOrder() {
        log.with(SampleOrders.in(OrderStatus.RESERVED));

        assertThat(at(HELD_UNTIL.minusMillis(1)).expire(ID))
                .isInstanceOfSatisfying(Outcome.TooEarly.class, early -> assertThat(early.heldUntil())
                        .isEqualTo(HELD_UNTIL));

        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void expire_afterADeclineShortenedTheHold_shouldEndItThen() {
        var shortened = HELD_UNTIL.minusSeconds(60);
        log.with(SampleOrders.log(SampleOrders.PLACED, SampleOrders.RESERVED,
                new PaymentDeclined(0, "card_declined", shortened)));

        assertThat(at(shortened.minusMillis(1)).expire(ID)).isInstanceOf(Outcome.TooEarly.class);
        assertThat(at(shortened).expire(ID)).isInstanceOf(Outcome.Expired.class);
        assertThat(at(shortened).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLACED", "REJECTED", "PAID", "PAID_LATE", "PAID_LATE_RESERVED", "SHIPPED", "REFUND_PENDING",
            "REFUNDED", "CANCELLED", "EXPIRED"})
    void expire_orderThatWaitsForNoMoney_shouldLeaveIt(OrderStatus status) {
        log.with(SampleOrders.in(status));

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

        assertThat(order().status()).isEqualTo(status);
    }

    @Test
    void expire_unknownOrder_shouldBeUnknown() {
        assertThat(at(HELD_UNTIL).expire(ID)).isEqualTo(new Outcome.Unknown());
    }

    private HoldExpiry at(Instant instant) {
        return new HoldExpiry(log, Clock.fixed(instant, ZoneOffset.UTC));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }
}
