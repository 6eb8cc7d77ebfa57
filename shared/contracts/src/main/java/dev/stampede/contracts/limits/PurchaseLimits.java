package dev.stampede.contracts.limits;

import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.limits.RateLimiters;
import java.time.Duration;

/**
 * Limits on purchases, whoever makes them, so that nobody can flood a mailbox with email or try out a card again and again:
 * {@code EMAIL_CHECKOUTS_PER_HOUR} for each mailbox, {@code CARD_PAYMENTS_PER_HOUR} for each payment token. Both count the
 * requests of all functions together, and store neither the address nor the token, only their keyed hashes. Thread-safe.
 */
public final class PurchaseLimits {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RateLimiter emails;
    private final RateLimiter cards;

    private record Config(int perEmail, int perCard) {}

    /** @throws IllegalStateException if a setting is missing */
    public PurchaseLimits(FunctionEnvironment environment) {
        var config = environment.settings().read(settings -> new Config(
                settings.integer("EMAIL_CHECKOUTS_PER_HOUR", 1, RateLimitPolicy.MAX_QUOTA),
                settings.integer("CARD_PAYMENTS_PER_HOUR", 1, RateLimitPolicy.MAX_QUOTA)));
        var limiters = new RateLimiters(environment);
        this.emails = limiters.limiter(RateLimitPolicy.of("email", config.perEmail(), HOUR));
        this.cards = limiters.limiter(RateLimitPolicy.of("card", config.perCard(), HOUR));
    }

    /** @throws ProblemException 429 if the mailbox was named too often */
    public void requireEmail(HttpRequest request, String email) {
        request.require(emails, "email/" + CallerKey.mailbox(email));
    }

    /** @throws ProblemException 429 if the token was used too often */
    public void requireCard(HttpRequest request, String paymentToken) {
        request.require(cards, "card/" + paymentToken);
    }
}
