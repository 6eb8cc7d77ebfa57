package dev.stampede.local.store.lambda;

import java.time.Duration;

/**
 * What a function did since the start.
 *
 * @param running       invocations under way
 * @param instances     handlers made so far: as on Lambda, one serves one invocation at a time
 * @param totalDuration of all ended invocations
 */
public record FunctionStatistics(String logicalId, long invocations, long errors, long throttles, long running,
        long instances, Duration totalDuration) {

    /** The mean duration of an ended invocation; zero if there was none. */
    public Duration meanDuration() {
        var ended = invocations - running;
        return ended <= 0 ? Duration.ZERO : totalDuration.dividedBy(ended);
    }
}
