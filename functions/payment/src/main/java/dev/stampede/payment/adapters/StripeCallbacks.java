package dev.stampede.payment.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.payment.PaymentCallbacks;
import dev.stampede.payment.PaymentHint;
import dev.stampede.runtime.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's webhook, with the library's check of signatures. Thread-safe.
 *
 * @see <a href="https://docs.stripe.com/webhooks">Webhooks</a>
 */
public final class StripeCallbacks implements PaymentCallbacks {

    static final String HEADER = "Stripe-Signature";

    private final StripeSecrets secrets;
    private final Clock clock;

    public StripeCallbacks(StripeSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Callback read(String payload, Function<String, Optional<String>> headers) {
        var header = headers.apply(HEADER).orElse("");
        return isSigned(payload, header, secrets.current().webhookSecrets())
                || isSigned(payload, header, secrets.refreshed().webhookSecrets())
                        ? callback(Json.read(payload, JsonNode.class))
                        : new Callback.WrongSignature();
    }

    private boolean isSigned(String payload, String header, List<String> keys) {
        return keys.stream().anyMatch(key -> isSigned(payload, header, key));
    }

    private boolean isSigned(String payload, String header, String key) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, key, Webhook.DEFAULT_TOLERANCE, clock);
        } catch (SignatureVerificationException | IllegalArgumentException | IndexOutOfBoundsException invalid) {
            return false;
        }
    }

    private static @Nullable Integer attempt(JsonNode object) {
        var attempt = object.at("/metadata/attempt").asText();
        return attempt.matches("\\d{1,4}") ? Integer.valueOf(attempt) : null;
    }

    /** A PaymentIntent of ours has the order in its metadata; other objects name their PaymentIntent. */
    private static Callback callback(JsonNode event) {
        var object = event.at("/data/object");
        var isIntent = object.path("object").asText().equals("payment_intent");
        var payment = isIntent ? object.path("id").asText() : object.path("payment_intent").asText();
        var order = object.at("/metadata/order").asText();
        if (payment.isEmpty() || isIntent && order.isEmpty()) {
            return new Callback.Irrelevant();
        }
        return new Callback.About(new PaymentHint(
                order.isEmpty() ? null : new OrderId(order), attempt(object), payment));
    }
}
