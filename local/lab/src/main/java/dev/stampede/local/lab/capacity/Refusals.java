package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How often calls on items were refused, up to a moment or between two moments. Immutable. */
public record Refusals(Map<Refusal, Long> counts) {

    /** Why. */
    public enum Cause {

        /** The partition had no units left. */
        THROTTLED,

        /** A transaction under way had the item, or disturbed a transaction of reads. */
        CONFLICT
    }

    /** What was refused; conflicts are of the table. */
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

    /** What was refused after an earlier moment of the same limits. */
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
