package dev.stampede.inventory.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How much time to read at once: less where there are many orders, more where there are few. For use by one thread. */
final class Stride {

    /** The maximum number of orders to read at once. */
    static final int MAX_ORDERS = 500;

    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private Duration length = FIRST;

    /** @param last the latest end */
    Instant end(Instant from, Instant last) {
        var end = from.plus(length);
        return end.isBefore(last) ? end : last;
    }

    /** The maximum number of orders; none where the span cannot become shorter. */
    int limit() {
        return length.equals(SHORTEST) ? Integer.MAX_VALUE : MAX_ORDERS;
    }

    /** There were more orders than the limit. */
    void shorten() {
        var half = length.dividedBy(2).truncatedTo(ChronoUnit.MILLIS);
        length = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
    }

    /** @param orders the number of orders found */
    void adapt(int orders) {
        if (orders < MAX_ORDERS / 4) {
            var doubled = length.multipliedBy(2);
            length = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
    }
}
