package dev.stampede.payment.adapters;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.stampede.runtime.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Stripe's keys, from a secret of AWS Secrets Manager: {@code {"apiKey": "sk_...", "webhookSecrets": ["whsec_..."]}}. Remembered
 * for five minutes, so that a rotation needs no deployment. Thread-safe.
 */
public final class StripeSecrets {

    static final Duration REMEMBERED = Duration.ofMinutes(5);
    /** An unknown key or signature is no reason to read the secret with each request. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /**
     * @param apiKey a secret key or, better, a restricted key
     * @param webhookSecrets the signing secrets of the endpoint; two during a rotation
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Keys(String apiKey, List<String> webhookSecrets) {

        Keys {
            webhookSecrets = List.copyOf(webhookSecrets);
            Objects.requireNonNull(apiKey, "apiKey");
        }

        /** Never shows the keys. */
        @Override
        public String toString() {
            return "Keys";
        }
    }

    private record Read(Keys keys, Instant at) {}

    private final Supplier<String> secret;
    private final Clock clock;
    private volatile @Nullable Read last;

    public StripeSecrets(SecretsManagerClient client, String secretId, Clock clock) {
        this(() -> client.getSecretValue(get -> get.secretId(secretId)).secretString(), clock);
    }

    /** @param secret reads the secret */
    StripeSecrets(Supplier<String> secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    Keys current() {
        return notOlderThan(REMEMBERED);
    }

    /** The keys after a refusal of the current ones, which may have been rotated. */
    Keys refreshed() {
        return notOlderThan(SHORTEST);
    }

    private Keys notOlderThan(Duration age) {
        var known = last;
        var now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(age))) {
            return known.keys();
        }
        var read = new Read(read(), now);
        last = read;
        return read.keys();
    }

    /** The secret is in no message. */
    private Keys read() {
        var text = secret.get();
        try {
            return Json.read(text, Keys.class);
        } catch (RuntimeException malformed) {
            throw new IllegalStateException("The secret must have the members apiKey and webhookSecrets");
        }
    }
}
