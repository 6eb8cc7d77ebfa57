package dev.stampede.runtime.http;

import dev.stampede.runtime.limits.RateLimit;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rate limits of a request as response headers: lists of structured fields (draft-ietf-httpapi-ratelimit-headers-10,
 * sections 3 and 4), with an item for each policy: {@code "caller";q=100;w=60} in {@code RateLimit-Policy}, {@code
 * "caller";r=42;t=17} in {@code RateLimit}.
 */
final class RateLimitHeaders {

    private RateLimitHeaders() {}

    static HttpResponse on(HttpResponse response, Collection<RateLimit> limits) {
        if (limits.isEmpty()) {
            return response;
        }
        var described = response.with(Map.of(
                "RateLimit-Policy", limits.stream().map(RateLimitHeaders::policy).collect(Collectors.joining(", ")),
                "RateLimit", limits.stream().map(RateLimitHeaders::limit).collect(Collectors.joining(", "))));
        if (response.status() != 429) {
            return described;
        }
        var retryAfter = limits.stream().filter(limit -> !limit.isAllowed()).mapToLong(RateLimit::resetSeconds).max();
        return retryAfter.isPresent()
                ? described.with("Retry-After", Long.toString(retryAfter.getAsLong())).uncached()
                : described;
    }

    private static String policy(RateLimit limit) {
        var policy = limit.policy();
        return "\"" + policy.name() + "\";q=" + policy.quota() + ";w=" + policy.window().toSeconds();
    }

    private static String limit(RateLimit limit) {
        return "\"" + limit.policy().name() + "\";r=" + limit.remaining() + ";t=" + limit.resetSeconds();
    }
}
