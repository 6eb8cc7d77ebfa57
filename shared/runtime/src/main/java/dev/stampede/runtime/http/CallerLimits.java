package dev.stampede.runtime.http;

import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.limits.RateLimiters;
import java.time.Duration;

/**
 * The limits on a caller's requests, over all routes: {@code CALLER_REQUESTS_PER_MINUTE} for each customer and for each
 * address of guests, {@code API_KEY_REQUESTS_PER_HOUR} for each API key. The requests of a key count against the key and,
 * if they are a customer's, also against the customer, but not against the address of the server that sends them. Admins
 * are customers: they have the same limits. Thread-safe.
 */
final class CallerLimits {

    private final RateLimiter callers;
    private final RateLimiter apiKeys;

    private record Config(int perCaller, int perApiKey) {}

    CallerLimits(FunctionEnvironment environment) {
        var config = environment.settings().read(settings -> new Config(
                settings.integer("CALLER_REQUESTS_PER_MINUTE", 1, RateLimitPolicy.MAX_QUOTA),
                settings.integer("API_KEY_REQUESTS_PER_HOUR", 1, RateLimitPolicy.MAX_QUOTA)));
        var limiters = new RateLimiters(environment);
        this.callers = limiters.limiter(RateLimitPolicy.of("caller", config.perCaller(), Duration.ofMinutes(1)));
        this.apiKeys = limiters.limiter(RateLimitPolicy.of("api-key", config.perApiKey(), Duration.ofHours(1)));
    }

    /** @throws ProblemException 429 if the caller's requests are used up */
    void require(HttpRequest request) {
        var apiKey = request.apiKey();
        if (apiKey.isEmpty() || request.caller().customer().isPresent()) {
            request.callerIdentity().ifPresent(caller -> request.require(callers, caller));
        }
        apiKey.ifPresent(key -> request.require(apiKeys, key));
    }
}
