package dev.stampede.payment.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiMode;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.HttpClient;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.stampede.runtime.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to Stripe's API, in the version of the library. Thread-safe. */
final class StripeApi {

    private static final Logger LOG = LoggerFactory.getLogger(StripeApi.class);

    /** Longer than a call takes; a caller retries three times, and a function has 30 seconds. */
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 6_000;

    private static final int BAD_KEY = 401;
    /** Another request with the same idempotency key is in progress. */
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /**
     * An answer that will not change.
     *
     * @param isReplayed whether it is the stored answer to an earlier request with the same idempotency key
     */
    record Answer(int status, boolean isReplayed, JsonNode body) {

        boolean isOk() {
            return status / 100 == 2;
        }

        /** A code of Stripe, such as {@code payment_intent_unexpected_state}; empty if the request succeeded. */
        String errorCode() {
            return body.at("/error/code").asText();
        }
    }

    /** No final answer: the request may or may not have been carried out. */
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1;

        Unanswered(String message) {
            super(message);
        }
    }

    private final HttpClient http = new StripeTransport();
    private final String baseUrl;
    private final StripeSecrets secrets;

    /** @param baseUrl without a slash at the end */
    StripeApi(String baseUrl, StripeSecrets secrets) {
        this.baseUrl = baseUrl;
        this.secrets = secrets;
    }

    /** @param idempotencyKey null for requests that can be repeated without one */
    Answer post(String path, Map<String, Object> params, @Nullable String idempotencyKey) throws Unanswered {
        return send(RequestMethod.POST, path, params, idempotencyKey);
    }

    Answer get(String path, Map<String, Object> params) throws Unanswered {
        return send(RequestMethod.GET, path, params, null);
    }

    /** A key that was rotated is read again once. */
    private Answer send(RequestMethod method, String path, Map<String, Object> params, @Nullable String key)
            throws Unanswered {
        var response = send(method, path, params, key, secrets.current().apiKey());
        if (response.code() == BAD_KEY) {
            response = send(method, path, params, key, secrets.refreshed().apiKey());
        }
        if (response.code() == BAD_KEY) {
            throw new IllegalStateException("Stripe does not accept the API key");
        }
        if (response.code() == CONFLICT || response.code() == TOO_MANY || response.code() >= SERVER_ERROR) {
            throw new Unanswered(path + " was answered with " + response.code());
        }
        var isReplayed = response.headers().firstValue("Idempotent-Replayed").map("true"::equals).orElse(false);
        return new Answer(response.code(), isReplayed, Json.read(response.body(), JsonNode.class));
    }

    private StripeResponse send(
            RequestMethod method, String path, Map<String, Object> params, @Nullable String key, String apiKey)
            throws Unanswered {
        var options = RequestOptions.builder().setApiKey(apiKey).setIdempotencyKey(key)
                .setConnectTimeout(CONNECT_MILLIS).setReadTimeout(READ_MILLIS).build();
        try {
            return http.request(StripeRequest.create(method, baseUrl + path, params, options, ApiMode.V1));
        } catch (StripeException unanswered) {
            LOG.warn("No answer from Stripe", unanswered);
            throw new Unanswered(path + " was not answered");
        }
    }
}
