package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderWatchTest {

    private static final OrderId ID = Orders.id("1");

    private final TickingClock clock = new TickingClock();
    private final InMemoryOrderLog log = new InMemoryOrderLog(clock).with(SampleOrders.in(OrderStatus.PLACED));
    private final OrderWatch watch = new OrderWatch(log, clock, clock);

    @Test
    void until_orderThatIsEnough_shouldNotWait() {
        var order = SampleOrders.in(OrderStatus.PAID);

        assertThat(watch.until(order, OrderWatch::isSettled, Duration.ofSeconds(20))).isSameAs(order);
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void until_orderThatMovesOn_shouldFollowItToWhereItSettles() {
        clock.meanwhile = () -> {
            if (clock.pauses.size() == 2) {
                append(SampleOrders.RESERVED);
            }
            if (clock.pauses.size() == 4) {
                append(SampleOrders.CAPTURED);
            }
        };

        var order = watch.until(order(), OrderWatch::isSettled, Duration.ofSeconds(20));

        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(clock.pauses).hasSize(4);
    }

    @Test
    void until_orderThatDoesNotMove_shouldGiveItWhenPatienceEndsAndNotLater() {
        var order = watch.until(order(), OrderWatch::isSettled, Duration.ofSeconds(2));

        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(clock.instant()).isEqualTo(Orders.NOW.plusSeconds(2));
    }

    @Test
    void until_waiting_shouldLookOftenAtFirstAndNeverLessThanTwiceASecond() {
        watch.until(order(), OrderWatch::isSettled, Duration.ofSeconds(2));

        assertThat(clock.pauses.getFirst()).isEqualTo(Duration.ofMillis(100));
        var allButTheRest = clock.pauses.subList(0, clock.pauses.size() - 1);
        assertThat(allButTheRest).isSorted().contains(Duration.ofMillis(500));
        assertThat(clock.pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(500)) <= 0);
    }

    @Test
    void until_noPatience_shouldNotWait() {
        watch.until(order(), OrderWatch::isSettled, Duration.ZERO);
        watch.until(order(), OrderWatch::isSettled, Duration.ofSeconds(-1));

        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void isSettled_shouldBeSoWhereNothingIsUnderWay() {
        assertThat(Stream.of(OrderStatus.values()).filter(status -> !OrderWatch.isSettled(SampleOrders.in(status))))
                .containsExactlyInAnyOrder(
                        OrderStatus.PLACED, OrderStatus.RESERVED, OrderStatus.CAPTURE_PENDING, OrderStatus.PAID_LATE,
                        OrderStatus.PAID_LATE_RESERVED, OrderStatus.REFUND_PENDING);
    }

    private void append(Fact fact) {
        log.append(order(), List.of(fact));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }
}
