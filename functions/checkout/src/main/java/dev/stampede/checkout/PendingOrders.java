package dev.stampede.checkout;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The orders that one caller placed here in quick succession, in memory: what happens to their payments is known a moment
 * later, and a caller who tries cards is faster than that. Reads nothing until a caller has placed as many orders as may be
 * unpaid at a time; then it looks which of them are paid by now. Other instances have memories of their own.
 *
 * <p>Thread-safe.
 */
final class PendingOrders {

    private static final Duration BEFORE_NEXT_LOOK = Duration.ofSeconds(1);

    private final OrderLog log;
    private final Clock clock;
    private final Duration memory;
    private final int max;
    private final int capacity;
    /** The caller that was heard of least recently comes first. */
    private final Map<CallerKey, Recent> callers = new LinkedHashMap<>(16, .75f, true);

    /** @param refusedUntil until when it is known that there are too many */
    private record Recent(Map<OrderId, Instant> placed, Instant refusedUntil) {}

    /**
     * @param memory how long an order is remembered
     * @param max orders of one caller that may be unpaid
     * @param capacity how many callers are remembered
     */
    PendingOrders(OrderLog log, Clock clock, Duration memory, int max, int capacity) {
        this.log = log;
        this.clock = clock;
        this.memory = memory;
        this.max = max;
        this.capacity = capacity;
    }

    /** Remembers an order. */
    synchronized void placed(CallerKey caller, OrderId id) {
        var recent = recent(caller);
        recent.placed().put(id, clock.instant());
        callers.put(caller, recent);
        while (callers.size() > capacity) {
            callers.remove(callers.keySet().iterator().next());
        }
    }

    /** Whether the caller has as many unpaid orders as there may be. */
    Optional<Excess> excess(CallerKey caller) {
        List<OrderId> unclear;
        synchronized (this) {
            var recent = recent(caller);
            if (clock.instant().isBefore(recent.refusedUntil())) {
                return Optional.of(new Excess.Pending(max, recent.refusedUntil()));
            }
            unclear = List.copyOf(recent.placed().keySet());
        }
        if (unclear.size() < max) {
            return Optional.empty();
        }
        var counting = unclear.stream().filter(id -> log.find(id).map(PendingOrders::counts).orElse(false)).toList();
        return looked(caller, unclear, counting);
    }

    private synchronized Optional<Excess> looked(CallerKey caller, List<OrderId> unclear, List<OrderId> counting) {
        var placed = recent(caller).placed();
        unclear.stream().filter(id -> !counting.contains(id)).forEach(placed::remove);
        if (counting.size() < max) {
            return Optional.empty();
        }
        var until = clock.instant().plus(BEFORE_NEXT_LOOK);
        callers.put(caller, new Recent(placed, until));
        return Optional.of(new Excess.Pending(max, until));
    }

    /** Without what is too old. */
    private Recent recent(CallerKey caller) {
        var recent = callers.getOrDefault(caller, new Recent(new LinkedHashMap<>(), Instant.MIN));
        var oldest = clock.instant().minus(memory);
        recent.placed().values().removeIf(at -> !at.isAfter(oldest));
        return recent;
    }

    /** A rejected order has tried no card, and one that has been paid was no try. */
    private static boolean counts(Order order) {
        return order.status() != OrderStatus.REJECTED && order.captured().isEmpty()
                && order.status() != OrderStatus.REFUNDED;
    }
}
