package dev.stampede.local.store.lambda;

import java.time.Duration;

/**
 * Statistics of a function since the start.
 *
 * @param running       running invocations
 * @param instances     handler instances created; as on Lambda, each serves one invocation at a time
 * @param totalDuration total duration of completed invocations
 */
public record FunctionStatistics(String logicalId, long invocations, long errors, long throttles, long running,
        long instances, Duration totalDuration) {

    /** The mean duration of completed invocations; zero if there are none. */
    public Duration meanDuration() {
        var ended = invocations - running;
        return ended <= 0 ? Duration.ZERO : totalDuration.dividedBy(ended);
    }
}
