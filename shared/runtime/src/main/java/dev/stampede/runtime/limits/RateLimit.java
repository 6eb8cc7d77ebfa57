package dev.stampede.runtime.limits;

/**
 * What a limiter decided.
 *
 * @param remaining tokens left to the caller in this window, as far as this execution environment knows
 * @param resetSeconds seconds until the window ends, rounded up; at least 1
 */
public record RateLimit(RateLimitPolicy policy, boolean isAllowed, int remaining, long resetSeconds) {}
