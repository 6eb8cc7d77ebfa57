package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stampede.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as API Gateway's proxy event holds it, read with bounds: whatever cannot be read is a
 * {@link ProblemException} that names the field. Not thread-safe.
 */
public final class HttpRequest {

    private final APIGatewayProxyRequestEvent event;
    private final Duration timeLeft;

    /** @param timeLeft how long the answer may take before the function is ended */
    public HttpRequest(APIGatewayProxyRequestEvent event, Duration timeLeft) {
        this.event = event;
        this.timeLeft = timeLeft;
    }

    /** How long the answer could take, when the request came, before the function is ended. */
    public Duration timeLeft() {
        return timeLeft;
    }

    /** Method and resource as the template writes them: {@code GET /v1/products/{productId}}. */
    public String route() {
        return event.getHttpMethod() + " " + event.getResource();
    }

    public String requestId() {
        var context = event.getRequestContext();
        return context == null || context.getRequestId() == null ? "" : context.getRequestId();
    }

    public Caller caller() {
        var context = event.getRequestContext();
        return context == null ? Caller.guest() : Caller.from(context.getAuthorizer());
    }

    /** @throws ProblemException 401 if the caller's token has ended */
    void requireLiveToken(Instant now) {
        var context = event.getRequestContext();
        if (context != null && Caller.hasExpired(context.getAuthorizer(), now)) {
            throw new ProblemException(Problem.unauthorized());
        }
    }

    /** @throws ProblemException 403 unless the caller is in the group {@code admin} */
    public Caller admin() {
        var caller = caller();
        if (!caller.isAdmin()) {
            throw new ProblemException(Problem.forbidden());
        }
        return caller;
    }

    /** @throws ProblemException 401 for a guest */
    public String customerId() {
        return caller().customer().orElseThrow(() -> new ProblemException(Problem.unauthorized()));
    }

    /** A path parameter, parsed; the parser's {@link IllegalArgumentException} becomes a 400 that names it. */
    public <T> T path(String name, Function<String, T> parser) {
        var parameters = event.getPathParameters();
        var value = parameters == null ? "" : Objects.requireNonNullElse(parameters.get(name), "");
        return parsed(name, value, parser);
    }

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return entries(event.getHeaders())
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A query parameter that may be absent; blank counts as absent. */
    public Optional<String> query(String name) {
        var parameters = event.getQueryStringParameters();
        return parameters == null
                ? Optional.empty()
                : Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** A query parameter, parsed; the parser's {@link IllegalArgumentException} becomes a 400 that names it. */
    public <T> Optional<T> query(String name, Function<String, T> parser) {
        return query(name).map(value -> parsed(name, value, parser));
    }

    /** A whole number in the query, from {@code min} to {@code max}. */
    public int query(String name, int min, int max, int fallback) {
        return query(name, value -> wholeNumber(value, min, max)).orElse((long) fallback).intValue();
    }

    /** A whole number in the query that may be absent, from {@code min} to {@code max}. */
    public Optional<Long> query(String name, long min, long max) {
        return query(name, value -> wholeNumber(value, min, max));
    }

    /** A query parameter with a closed set of values. */
    public String query(String name, List<String> choices, String fallback) {
        return query(name, value -> {
            if (!choices.contains(value)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", choices));
            }
            return value;
        })
                .orElse(fallback);
    }

    /** The body's text, empty when there is none. */
    public String body(int maxBytes) {
        var body = Objects.requireNonNullElse(event.getBody(), "");
        if (Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            body = new String(decoded(body), StandardCharsets.UTF_8);
        }
        if (body.length() > maxBytes || body.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new ProblemException(Problem.bodyTooLarge(maxBytes));
        }
        return body;
    }

    /**
     * The body as a JSON object.
     *
     * @throws ProblemException 413 if it has more than {@code maxBytes} bytes, 400 naming {@code body} if it is no JSON object
     */
    public Fields json(int maxBytes) {
        try {
            var tree = Json.parse(body(maxBytes));
            if (tree.isObject()) {
                return new Fields(tree);
            }
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problem.invalid("body", "is not well-formed JSON"));
        }
        throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid("body", "is not well-formed Base64"));
        }
    }

    private static Long wholeNumber(String value, long min, long max) {
        try {
            var number = Long.parseLong(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, with the bounds
        }
        throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
    }

    private static <T> T parsed(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(name, String.valueOf(e.getMessage())));
        }
    }

    private static Stream<Map.Entry<String, String>> entries(@Nullable Map<String, String> map) {
        return map == null ? Stream.empty() : map.entrySet().stream();
    }
}
