package dev.stampede.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a failed delivery is attempted again: after growing pauses, the last time three days after the first attempt. */
final class RetrySchedule {

    static final Duration LONGEST = Duration.ofDays(3);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30),
            Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8), Duration.ofHours(12));

    private RetrySchedule() {}

    /**
     * The time of the next attempt; empty if there is none.
     *
     * @param first the time of the first attempt
     * @param tries the number of attempts so far, at least 1
     * @param retryAfter how long the receiver asked to wait, which can lengthen a pause up to the longest one; or null
     */
    static Optional<Instant> next(Instant first, int tries, Instant now, @Nullable Duration retryAfter) {
        var end = first.plus(LONGEST);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        var next = now.plus(pause(tries, retryAfter));
        return Optional.of(next.isBefore(end) ? next : end);
    }

    private static Duration pause(int tries, @Nullable Duration retryAfter) {
        var pause = PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
        if (retryAfter == null || retryAfter.compareTo(pause) <= 0) {
            return pause;
        }
        return retryAfter.compareTo(PAUSES.getLast()) < 0 ? retryAfter : PAUSES.getLast();
    }
}
