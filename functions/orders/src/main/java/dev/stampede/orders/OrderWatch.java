package dev.stampede.orders;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** Polls an order until it meets a condition or the time is up. */
final class OrderWatch {

    /** Most orders are paid within a second, so polling is frequent at first. */
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** Short enough for people; each poll costs a read. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final OrderLog log;
    private final Clock clock;
    private final Pause pause;

    OrderWatch(OrderLog log, Clock clock, Pause pause) {
        this.log = log;
        this.clock = clock;
        this.pause = pause;
    }

    /** @return the order when it met the condition or the time was up */
    Order until(Order order, Predicate<Order> condition, Duration timeout) {
        var end = clock.instant().plus(timeout);
        var next = SHORTEST;
        var seen = order;
        while (!condition.test(seen)) {
            var left = Duration.between(clock.instant(), end);
            if (!left.isPositive()) {
                return seen;
            }
            pause.of(left.compareTo(next) < 0 ? left : next);
            seen = log.find(order.id()).orElseThrow();
            next = longer(next);
        }
        return seen;
    }

    private static Duration longer(Duration pause) {
        var longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    /** Whether no step is in progress that a customer would wait for. */
    static boolean isSettled(Order order) {
        return switch (order.status()) {
            case PLACED, RESERVED, CAPTURE_PENDING, PAID_LATE, PAID_LATE_RESERVED, REFUND_PENDING -> false;
            case REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_FAILED, PAID,
                    PARTIALLY_SHIPPED, SHIPPED,
                    REFUND_FAILED, REFUNDED, CANCELLED, EXPIRED ->
                    true;
        };
    }
}
