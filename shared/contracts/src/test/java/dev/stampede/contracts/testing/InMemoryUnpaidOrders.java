package dev.stampede.contracts.testing;

import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Unpaid orders in memory, for use cases. Thread-safe. */
public final class InMemoryUnpaidOrders implements UnpaidOrders {

    private final Map<CallerKey, Unpaid> records = new HashMap<>();
    private final InstantSource clock;
    private int updates;
    private int writes;

    public InMemoryUnpaidOrders(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Map<CallerKey, Unpaid> find(Collection<CallerKey> callers) {
        var found = new LinkedHashMap<CallerKey, Unpaid>();
        callers.forEach(caller -> found.put(
                caller, records.getOrDefault(caller, Unpaid.NOTHING).at(clock.instant())));
        return found;
    }

    @Override
    public synchronized <T> T update(
            Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change) {
        updates++;
        var decided = change.apply(find(callers));
        writes += decided.after().size();
        records.putAll(decided.after());
        return decided.outcome();
    }

    /** How often records were read to be changed so far. */
    public synchronized int updates() {
        return updates;
    }

    /** How many records were written so far. */
    public synchronized int writes() {
        return writes;
    }
}
