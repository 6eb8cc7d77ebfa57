package dev.stampede.contracts.limits;

import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.limits.RateLimiters;
import java.time.Duration;

/**
 * Limits on purchases, whoever makes them, so that nobody can flood a mailbox with email or try out a card again and again:
 * one for each mailbox and one for each payment token. Both count the requests of all functions together, and store neither the address nor the token, only their keyed hashes. Thread-safe.
 */
public final class PurchaseLimits {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RateLimiter emails;
    private final RateLimiter cards;

    /**
     * @param perEmail checkouts that can name the same mailbox in an hour
     * @param perCard payments with the same token in an hour
     */
    public record Quotas(int perEmail, int perCard) {

        /** Reads {@code EMAIL_CHECKOUTS_PER_HOUR} and {@code CARD_PAYMENTS_PER_HOUR}. */
        public static Quotas fromSettings(Settings.Reader settings) {
            return new Quotas(
                    settings.integer("EMAIL_CHECKOUTS_PER_HOUR", 1, RateLimitPolicy.MAX_QUOTA),
                    settings.integer("CARD_PAYMENTS_PER_HOUR", 1, RateLimitPolicy.MAX_QUOTA));
        }
    }

    public PurchaseLimits(FunctionEnvironment environment, Quotas quotas) {
        var limiters = new RateLimiters(environment);
        this.emails = limiters.limiter(RateLimitPolicy.of("email", quotas.perEmail(), HOUR));
        this.cards = limiters.limiter(RateLimitPolicy.of("card", quotas.perCard(), HOUR));
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
