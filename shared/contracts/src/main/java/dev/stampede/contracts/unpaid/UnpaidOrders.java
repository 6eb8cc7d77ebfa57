package dev.stampede.contracts.unpaid;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What callers have not paid for. Written only when a payment is declined or awaits the customer, so that orders that are
 * paid at once cost nothing here. Implementations are safe for use by many threads and processes.
 */
public interface UnpaidOrders {

    /** What is known of these callers, a moment old; without what is over. Has an entry for each, in the order given. */
    Map<CallerKey, Unpaid> find(Collection<CallerKey> callers);

    /**
     * What a writer makes of what is known of some callers.
     *
     * @param after the callers whose record changes; empty to leave all as they are
     * @param outcome what it came to
     */
    record Change<T>(Map<CallerKey, Unpaid> after, T outcome) {
        public Change {
            after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        }
    }

    /**
     * Reads the callers' records, lets {@code change} say what becomes of them and writes that, all of it or nothing;
     * decides again when another writer was faster.
     *
     * @param change called as {@link #find} answers; once for each try, so without side effects
     * @return the outcome of the last change
     * @throws IllegalStateException if other writers were faster time and again
     */
    <T> T update(Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change);
}
