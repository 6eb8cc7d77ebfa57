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

    /** How often a decision is made anew after other writers were faster. */
    int MAX_TRIES = 10;

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
     * @throws IllegalStateException if other writers were faster {@value #MAX_TRIES} times in a row
     */
    default <T> Optional<T> decide(OrderId id, Function<Order, Decision<T>> decision) {
        return backoff().retry(MAX_TRIES, _ -> attempt(id, decision))
                .orElseThrow(() -> new IllegalStateException("Too many writers on the log of " + id));
    }

    /** @return empty if another writer was faster; else the outcome, which is empty if there is no such order */
    private <T> Optional<Optional<T>> attempt(OrderId id, Function<Order, Decision<T>> decision) {
        var found = find(id);
        if (found.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        var decided = decision.apply(found.get());
        if (decided.facts().isEmpty()) {
            return Optional.of(found.map(decided.outcome()));
        }
        return append(found.get(), decided.facts()) instanceof Append.Appended(var order)
                ? Optional.of(Optional.of(decided.outcome().apply(order)))
                : Optional.empty();
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
