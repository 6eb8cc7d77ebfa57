package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log of all orders. Facts are only appended, each at the next position of its order's log. If two writers
 * conflict, one succeeds; the other reads the order again and retries. Implementations are safe for use by many
 * threads.
 */
public interface OrderLog {

    /** Maximum number of attempts of a write that conflicts with others. */
    int MAX_TRIES = 10;

    /** The outcome of appending facts. */
    sealed interface Append {

        /** @param order the order with the new facts */
        record Appended(Order order) implements Append {}

        /** The write conflicted with another one; nothing was appended. */
        record Conflicted() implements Append {}
    }

    /** The outcome of starting a log. */
    sealed interface Placement {

        record Placed(Order order) implements Placement {}

        /** The log already exists. @param order the current order */
        record Existing(Order order) implements Placement {}
    }

    /** The current order, by a strongly consistent read. */
    Optional<Order> find(OrderId id);

    /** Starts a log unless it exists. */
    Placement place(OrderId id, OrderPlaced first);

    /**
     * Appends facts to the log that {@code order} was read from: all of them or none.
     *
     * @param facts 1 to 10
     * @throws IllegalStateException if the order's state does not allow them
     */
    Append append(Order order, List<Fact> facts);

    /**
     * A writer's decision about an order.
     *
     * @param facts the facts to append; none to leave the order unchanged
     * @param outcome creates the outcome from the resulting order
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

    /** The backoff before a retry. */
    Backoff backoff();

    /**
     * Reads the order, calls {@code decision} and appends its facts. If the write conflicts with another one, retries
     * after a backoff.
     *
     * @param decision called once per attempt, so it must have no side effects
     * @return the outcome of the last decision, or empty if the order does not exist
     * @throws ContentionException if the write conflicts {@value #MAX_TRIES} times in a row
     */
    default <T> Optional<T> decide(OrderId id, Function<Order, Decision<T>> decision) {
        return backoff().retry(MAX_TRIES, _ -> attempt(id, decision))
                .orElseThrow(() -> new ContentionException("Too many writers on the log of " + id));
    }

    /** @return empty if the write conflicted; otherwise the outcome, which is empty if the order does not exist */
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
     * Like {@link #decide}, for writers that need no other outcome than the order.
     *
     * @param decision the facts to append, none to leave the order unchanged
     * @return the order after the decision, or empty if it does not exist
     */
    default Optional<Order> update(OrderId id, Function<Order, List<Fact>> decision) {
        return decide(id, order -> new Decision<>(decision.apply(order), Function.identity()));
    }
}
