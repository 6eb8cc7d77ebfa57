package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A log on which somebody else acts between the first reading and the writing. */
record InterruptedLog(OrderLog log, Runnable other, AtomicBoolean isDone) implements OrderLog {

    InterruptedLog(OrderLog log, Runnable other) {
        this(log, other, new AtomicBoolean());
    }

    @Override
    public Optional<Order> find(OrderId id) {
        var found = log.find(id);
        if (!isDone.getAndSet(true)) {
            other.run();
        }
        return found;
    }

    @Override
    public Placement place(OrderId id, OrderPlaced first) {
        return log.place(id, first);
    }

    @Override
    public Append append(Order order, List<Fact> facts) {
        return log.append(order, facts);
    }

    @Override
    public Backoff backoff() {
        return log.backoff();
    }
}
