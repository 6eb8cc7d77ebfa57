package dev.stampede.runtime.limits;

import java.util.OptionalLong;

/**
 * The tokens that callers took in each window, counted across all execution environments. Implementations are safe for
 * use by many threads and processes.
 */
public interface TokenCounts {

    /**
     * Adds tokens to a count, which begins at 0.
     *
     * @param key policy and hashed caller; holds no personal data
     * @param windowStart the window's beginning, in seconds since 1970
     * @param windowEnd its end; the count is of no use after that
     * @return the sum, including these tokens; empty if it could not be counted now
     */
    OptionalLong add(String key, long windowStart, long windowEnd, int tokens);
}
