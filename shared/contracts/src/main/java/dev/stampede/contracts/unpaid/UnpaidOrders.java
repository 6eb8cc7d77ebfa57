package dev.stampede.contracts.unpaid;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The unpaid orders of callers. Written only when a payment is declined, awaits confirmation or has no answer, so orders that
 * are paid immediately cost nothing. Implementations are safe for use by many threads and processes.
 */
public interface UnpaidOrders {

    /** The records of these callers without expired entries, one each, in the same order; eventually consistent. */
    Map<CallerKey, Unpaid> find(Collection<CallerKey> callers);

    /**
     * A change of callers' records.
     *
     * @param after the changed records; empty to change nothing
     * @param outcome the result of the change
     */
    record Change<T>(Map<CallerKey, Unpaid> after, T outcome) {
        public Change {
            after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        }
    }

    /**
     * Reads the callers' records, applies {@code change} and writes all results or none; retries if the write conflicts with
     * another one.
     *
     * @param change receives the result of {@link #find}; called once per attempt, so it must have no side effects
     * @return the outcome of the last change
     * @throws IllegalStateException if the write keeps conflicting
     */
    <T> T update(Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change);
}
