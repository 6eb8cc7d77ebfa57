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
 * are customers: they have the same limits. A request with an expired token is a guest's: whoever still has an old token
 * cannot use up its customer's limit. Thread-safe.
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

    /**
     * @param isGuest whether the request counts as a guest's even if it has a customer's token
     * @throws ProblemException 429 if the caller's requests are used up
     */
    void require(HttpRequest request, boolean isGuest) {
        var apiKey = request.apiKey();
        if (isGuest || request.caller().customer().isEmpty()) {
            if (apiKey.isEmpty()) {
                request.networkIdentity().ifPresent(network -> request.require(callers, network));
            }
        } else {
            request.callerIdentity().ifPresent(customer -> request.require(callers, customer));
        }
        apiKey.ifPresent(key -> request.require(apiKeys, key));
    }
}
