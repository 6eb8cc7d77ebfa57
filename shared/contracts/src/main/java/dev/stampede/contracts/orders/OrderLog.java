package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.runtime.time.Backoff;
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
     * What a writer makes of an order.
     *
     * @param facts what to add; none to leave the order as it is
     * @param outcome what it came to, made from the order as it is then
     */
    record Decision<T>(List<Fact> facts, Function<Order, T> outcome) {

        public Decision {
            facts = List.copyOf(facts);
        }

        public static <T> Decision<T> add(Fact fact, Function<Order, T> outcome) {
            return new Decision<>(List.of(fact), outcome);
        }

        public static <T> Decision<T> leave(Function<Order, T> outcome) {
            return new Decision<>(List.of(), outcome);
        }
    }

    /** How a writer that was outrun gives way before it decides again. */
    Backoff backoff();

    /**
     * Reads the order, lets {@code decision} say what happens to it and adds that; decides again, a moment later, when
     * another writer was faster.
     *
     * @param decision called once for each try, so without side effects
     * @return what the last decision came to, or empty if there is no such order
     * @throws IllegalStateException if other writers were faster ten times in a row
     */
    default <T> Optional<T> decide(OrderId id, Function<Order, Decision<T>> decision) {
        for (var tries = 0; tries < 10; tries++) {
            if (tries > 0) {
                backoff().after(tries);
            }
            var found = find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var decided = decision.apply(found.get());
            if (decided.facts().isEmpty()) {
                return found.map(decided.outcome());
            }
            if (append(found.get(), decided.facts()) instanceof Append.Appended(var order)) {
                return Optional.of(decided.outcome().apply(order));
            }
        }
        throw new IllegalStateException("Too many writers on the log of " + id);
    }

    /**
     * As {@link #decide}, for writers to whom the order says enough.
     *
     * @param decision the facts to add, none to leave the order as it is
     * @return the order after the decision, or empty if there is no such order
     */
    default Optional<Order> update(OrderId id, Function<Order, List<Fact>> decision) {
        return decide(id, order -> new Decision<>(decision.apply(order), Function.identity()));
    }
}
