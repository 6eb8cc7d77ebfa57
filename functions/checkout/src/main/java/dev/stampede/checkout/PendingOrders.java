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
 * The recent orders of each caller, in memory. The result of a payment is known only after a moment, and a caller who tests
 * cards places orders faster than that. Reads nothing until a caller has placed the maximum number of unpaid orders; then it
 * checks which of them have been paid. Each instance has its own memory.
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
    /** Least recently used first. */
    private final Map<CallerKey, Recent> callers = new LinkedHashMap<>(16, .75f, true);

    /** @param refusedUntil until when the caller is known to have too many */
    private record Recent(Map<OrderId, Instant> placed, Instant refusedUntil) {}

    /**
     * @param memory how long an order is remembered
     * @param max maximum number of unpaid orders per caller
     * @param capacity maximum number of callers that are remembered
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

    /** The limit that another order of the caller would exceed, if any. */
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

    /** Removes orders that are too old. */
    private Recent recent(CallerKey caller) {
        var recent = callers.getOrDefault(caller, new Recent(new LinkedHashMap<>(), Instant.MIN));
        var oldest = clock.instant().minus(memory);
        recent.placed().values().removeIf(at -> !at.isAfter(oldest));
        return recent;
    }

    /** Rejected orders were never charged, and paid orders do not count. */
    private static boolean counts(Order order) {
        return order.status() != OrderStatus.REJECTED && !order.hasPayment();
    }
}
