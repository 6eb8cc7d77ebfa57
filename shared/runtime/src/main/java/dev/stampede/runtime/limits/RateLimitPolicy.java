package dev.stampede.runtime.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How many tokens a caller may take in each window. Windows are fixed and aligned with 1970-01-01T00:00Z, so that all
 * execution environments count in the same window without agreeing on one.
 *
 * @param name what the policy is called in response headers and problems: lower-case letters and hyphens
 * @param quota tokens in each window, from 1 to 1,000,000
 * @param window whole seconds, from 1 second to 1 day; divides a day
 * @param freeTokens tokens that an execution environment grants a caller in each window without counting them
 */
public record RateLimitPolicy(String name, int quota, Duration window, int freeTokens) {

    public static final int MAX_QUOTA = 1_000_000;

    /** Tokens, unless they are more than a tenth of the quota or less than a thousandth. */
    private static final int FIRST = 10;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    public RateLimitPolicy {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a policy: " + name);
        }
        if (quota < 1 || quota > MAX_QUOTA || freeTokens < 0 || freeTokens > quota) {
            throw new IllegalArgumentException("Not a quota: " + quota + ", " + freeTokens + " of it free");
        }
        if (window.getNano() != 0 || window.toSeconds() < 1 || DAY_SECONDS % window.toSeconds() != 0) {
            throw new IllegalArgumentException("Not a window of whole seconds that divides a day: " + window);
        }
    }

    /** Ten tokens are free; but at most a tenth of the quota, or 1, and at least a thousandth. */
    public static RateLimitPolicy of(String name, int quota, Duration window) {
        return new RateLimitPolicy(name, quota, window, first(quota));
    }

    /** Every token is counted, from the first one on. */
    public static RateLimitPolicy counted(String name, int quota, Duration window) {
        return new RateLimitPolicy(name, quota, window, 0);
    }

    /** Tokens in the first lease: as many as {@link #of} makes free. */
    int firstLease() {
        return first(quota);
    }

    /** Tokens in the lease after one of this size: twice as many, up to a fifth of the quota. */
    int nextLease(int lease) {
        return Math.max(lease, Math.min(2 * lease, quota / 5));
    }

    private static int first(int quota) {
        return Math.max(Math.clamp(quota / 10, 1, FIRST), quota / 1_000);
    }

    /** The beginning of the window of an instant, in seconds since 1970. */
    long windowAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), window.toSeconds()) * window.toSeconds();
    }

    /** The end of the window that begins then, in seconds since 1970. */
    long endOf(long windowStart) {
        return windowStart + window.toSeconds();
    }
}
