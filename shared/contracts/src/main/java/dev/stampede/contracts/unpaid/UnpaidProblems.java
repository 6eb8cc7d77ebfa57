package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import java.time.Duration;
import java.time.Instant;

/** The problems returned to callers who exceed a limit on unpaid orders. */
public final class UnpaidProblems {

    static final Problem HOLD_LIMIT = Problem.of("hold-limit", "Too many unpaid units", 409);
    static final Problem DECLINE_LIMIT = Problem.of("decline-limit", "Too many declined payments", 429);
    static final Problem PENDING_LIMIT = Problem.of("pending-limit", "Too many unpaid orders", 429);

    private UnpaidProblems() {}

    /** The problem as a response, with {@code Retry-After} if waiting helps. */
    public static HttpResponse answer(Excess excess, Instant now) {
        var response = HttpResponse.problem(of(excess)).uncached();
        return excess.until().isAfter(now)
                ? response.with("Retry-After", Long.toString(secondsUntil(excess.until(), now)))
                : response;
    }

    /** The problem, which includes the limit. */
    public static Problem of(Excess excess) {
        return switch (excess) {
            case Excess.Units(var skus, var maxUnits, var until) -> HOLD_LIMIT
                    .withDetail("Order fewer units, pay for the earlier orders, or try again later")
                    .with("skus", skus)
                    .with("maxUnits", maxUnits);
            case Excess.Pending(var maxOrders, var until) -> PENDING_LIMIT
                    .withDetail("Wait until the earlier orders are paid")
                    .with("maxOrders", maxOrders);
            case Excess.Declines(var maxDeclines, var until) -> DECLINE_LIMIT
                    .withDetail("Try again later")
                    .with("maxDeclines", maxDeclines);
        };
    }

    /** Rounded up, so that a caller who waits that long does not retry too early. */
    private static long secondsUntil(Instant until, Instant now) {
        return Duration.between(now, until).plusMillis(999).toSeconds();
    }
}
