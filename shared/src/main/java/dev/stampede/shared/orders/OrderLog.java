package dev.stampede.shared.orders;

import dev.stampede.shared.id.OrderId;
import dev.stampede.shared.orders.Fact.OrderPlaced;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log of all orders. Facts are only ever added, each at the next place of its order's log; of two writers that want
 * the same place one wins, and the other reads again and decides anew. Implementations are safe for use by many threads.
 */
public interface OrderLog {

    /** What became of an attempt to add facts. */
    sealed interface Append {

        /** @param order the order with the new facts */
        record Appended(Order order) implements Append {}

        /** Somebody else wrote at that place first; nothing was added. */
        record Outrun() implements Append {}
    }

    /** What became of an attempt to begin a log. */
    sealed interface Placement {

        record Placed(Order order) implements Placement {}

        /** The log had begun before. @param order the order as it stands */
        record Existing(Order order) implements Placement {}
    }

    /** The order as it stands now, by a consistent read. */
    Optional<Order> find(OrderId id);

    /** Begins a log, unless it exists. */
    Placement place(OrderId id, OrderPlaced first);

    /**
     * Adds facts after the ones that {@code order} was made from: all of them or none.
     *
     * @param facts 1 to 10
     * @throws IllegalStateException if the order's state does not allow them
     */
    Append append(Order order, List<Fact> facts);

    /**
     * Reads the order, lets {@code decision} say what happens to it and adds that; decides again when another writer was
     * faster.
     *
     * @param decision the facts to add, none to leave the order as it is; called once for each try, so without side effects
     * @return the order after the decision, or empty if there is no such order
     * @throws IllegalStateException if other writers were faster ten times in a row
     */
    default Optional<Order> update(OrderId id, Function<Order, List<Fact>> decision) {
        for (var tries = 0; tries < 10; tries++) {
            var found = find(id);
            if (found.isEmpty()) {
                return found;
            }
            var facts = decision.apply(found.get());
            if (facts.isEmpty()) {
                return found;
            }
            if (append(found.get(), facts) instanceof Append.Appended(var order)) {
                return Optional.of(order);
            }
        }
        throw new IllegalStateException("Too many writers on the log of " + id);
    }
}
