package dev.stampede.contracts.limits;

import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.limits.RateLimiters;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits a caller's purchases for one mailbox and with one payment token, so that nobody floods a mailbox or tries out a
 * card again and again. They count for each caller: nobody can use up a mailbox for its owner, or a token that many share,
 * as those of a provider's sandbox are. All functions count together. Stores only keyed hashes. Thread-safe.
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

    /**
     * Takes a token of the mailbox's limit and one of the card's. The response describes both limits.
     *
     * @param paymentToken null for a purchase that costs nothing
     * @return 429 if one of them is used up; empty if the purchase is allowed
     */
    public Optional<Problem> ofPurchase(HttpRequest request, String email, @Nullable String paymentToken) {
        return request.exceeds(emails, "email/" + CallerKey.mailbox(email) + "/" + caller(request))
                .or(() -> paymentToken == null ? Optional.empty() : ofCard(request, paymentToken));
    }

    /**
     * Takes a token of the card's limit.
     *
     * @return 429 if it is used up; empty if the payment is allowed
     */
    public Optional<Problem> ofCard(HttpRequest request, String paymentToken) {
        return request.exceeds(cards, "card/" + paymentToken + "/" + caller(request));
    }

    private static String caller(HttpRequest request) {
        return request.callerIdentity().orElse("");
    }
}
