package dev.stampede.contracts.testing;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** An order log in memory, for use cases. Thread-safe. */
public final class InMemoryOrderLog implements OrderLog {

    private final Map<OrderId, Order> orders = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Backoff backoff = new Backoff(duration -> {}, new Random());

    public InMemoryOrderLog(Clock clock) {
        this.clock = clock;
    }

    /** Stores an order. */
    public InMemoryOrderLog with(Order order) {
        orders.put(order.id(), order);
        return this;
    }

    /** Removes an order. */
    public void forget(OrderId id) {
        orders.remove(id);
    }

    @Override
    public Backoff backoff() {
        return backoff;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public Placement place(OrderId id, OrderPlaced first) {
        var order = Order.of(List.of(new RecordedFact(id, 0, clock.instant(), "", first)));
        var existing = orders.putIfAbsent(id, order);
        return existing == null ? new Placement.Placed(order) : new Placement.Existing(existing);
    }

    @Override
    public Append append(Order order, List<Fact> facts) {
        var next = order;
        for (var fact : facts) {
            next = next.with(new RecordedFact(order.id(), next.nextSeq(), clock.instant(), "", fact));
        }
        var longer = next;
        var stored = orders.computeIfPresent(
                order.id(), (id, current) -> current.nextSeq() == order.nextSeq() ? longer : current);
        return stored == longer ? new Append.Appended(longer) : new Append.Conflicted();
    }
}
