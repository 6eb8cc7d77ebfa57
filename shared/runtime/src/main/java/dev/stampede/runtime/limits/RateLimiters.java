package dev.stampede.runtime.limits;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.limits.adapters.DynamoDbTokenCounts;

/**
 * Makes a function's limiters, which count in the table {@code LIMITS_TABLE} and hash callers with a {@link DeploymentKey}.
 * Thread-safe.
 */
public final class RateLimiters {

    /** More callers than one execution environment serves in a minute. */
    private static final int CAPACITY = 10_000;

    private final FunctionEnvironment environment;
    private final TokenCounts counts;
    private final KeyedHash hash;

    private record Config(String limitsTable, String key) {}

    /** @throws IllegalStateException if a setting is missing */
    public RateLimiters(FunctionEnvironment environment) {
        var config = environment.settings().read(
                settings -> new Config(
                        settings.text("LIMITS_TABLE"), DeploymentKey.of(settings, Purpose.RATE_LIMITS)));
        this.environment = environment;
        this.counts = new DynamoDbTokenCounts(() -> environment.aws().dynamoDb(), config.limitsTable());
        this.hash = new KeyedHash(config.key());
    }

    public RateLimiter limiter(RateLimitPolicy policy) {
        return new RateLimiter(policy, counts, hash, environment.clock(), environment.metrics(), CAPACITY);
    }
}
