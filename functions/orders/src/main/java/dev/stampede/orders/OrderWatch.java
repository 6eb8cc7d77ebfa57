package dev.stampede.orders;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks at an order again and again until it has come as far as somebody wants, or their patience ends. */
final class OrderWatch {

    /** Most orders are paid within a second: look often at first. */
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** No person notices half a second, and each look costs a read. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final OrderLog log;
    private final Clock clock;
    private final Pause pause;

    OrderWatch(OrderLog log, Clock clock, Pause pause) {
        this.log = log;
        this.clock = clock;
        this.pause = pause;
    }

    /** @return the order as it was when it was {@code enough}, or when {@code patience} ended */
    Order until(Order order, Predicate<Order> enough, Duration patience) {
        var end = clock.instant().plus(patience);
        var next = SHORTEST;
        var seen = order;
        while (!enough.test(seen)) {
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

    /** Whether nothing is under way that the customer would wait for. */
    static boolean isSettled(Order order) {
        return switch (order.status()) {
            case PLACED, RESERVED, PAID_LATE, PAID_LATE_RESERVED, REFUND_PENDING -> false;
            case REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID, SHIPPED, REFUNDED, CANCELLED, EXPIRED ->
                    true;
        };
    }
}
