package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The number of refused items, up to a point in time or between two. Immutable. */
public record Refusals(Map<Refusal, Long> counts) {

    /** The reason for a refusal. */
    public enum Cause {

        /** The partition had too few units. */
        THROTTLED,

        /** The item conflicted with a transaction. */
        CONFLICT
    }

    /** The resource and reason of a refusal; conflicts count for the table. */
    public record Refusal(Resource resource, Cause cause) {}

    public Refusals {
        counts = Map.copyOf(counts);
    }

    public long throttled() {
        return sum(refusal -> refusal.cause() == Cause.THROTTLED);
    }

    /** Items in conflict, as the service's metric {@code TransactionConflict} counts them. */
    public long conflicts() {
        return sum(refusal -> refusal.cause() == Cause.CONFLICT);
    }

    public long of(Resource resource, Cause cause) {
        return counts.getOrDefault(new Refusal(resource, cause), 0L);
    }

    /** The refusals since an earlier snapshot of the same limits. */
    public Refusals minus(Refusals earlier) {
        var difference = new HashMap<>(counts);
        earlier.counts.forEach((refusal, count) -> difference.merge(refusal, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return new Refusals(difference);
    }

    private long sum(Predicate<Refusal> wanted) {
        return counts.entrySet().stream().filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
    }
}
