package dev.stampede.contracts.totals;

import dev.stampede.runtime.aws.Retryable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's rules, remembered for a minute by each execution environment: otherwise every purchase would read the same item.
 * If they cannot be read, the last ones are used for up to ten minutes. Callers who would refuse something because of the rules
 * read them again first. Thread-safe.
 */
public final class RecentRules {

    private static final Logger LOG = LoggerFactory.getLogger(RecentRules.class);

    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final Duration LONG_MEMORY = Duration.ofMinutes(10);

    private final StoredRules stored;
    private final Clock clock;
    private @Nullable Known known;
    /** Not before then are the rules read again, after they could not be read. */
    private Instant nextTry = Instant.MIN;

    private record Known(Rules rules, Instant at) {}

    public RecentRules(StoredRules stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * The rules as of at most a minute ago, or ten if they cannot be read.
     *
     * @throws RuntimeException if they cannot be read and are not known
     */
    public synchronized Rules recent() {
        var now = clock.instant();
        var last = known;
        if (last != null && (now.isBefore(last.at().plus(MEMORY))
                || now.isBefore(nextTry) && now.isBefore(last.at().plus(LONG_MEMORY)))) {
            return last.rules();
        }
        try {
            return current();
        } catch (RuntimeException failure) {
            if (!Retryable.isRetryable(failure) || last == null || !now.isBefore(last.at().plus(LONG_MEMORY))) {
                throw failure;
            }
            LOG.warn("Cannot read the rules; using those of {}: {}", last.at(), failure.toString());
            nextTry = now.plusSeconds(1);
            return last.rules();
        }
    }

    /** The rules at this moment. @throws RuntimeException if they cannot be read */
    public synchronized Rules current() {
        var asked = clock.instant();
        var rules = stored.read();
        known = new Known(rules, asked);
        return rules;
    }
}
