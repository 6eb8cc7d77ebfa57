package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.json.RepeatedKeyException;
import dev.stampede.runtime.limits.AddressKeys;
import dev.stampede.runtime.limits.RateLimit;
import dev.stampede.runtime.limits.RateLimiter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request from an API Gateway proxy event. Invalid input throws a {@link ProblemException} that names the
 * field. Every route completes the reading with {@link #check()}, or with {@link Fields#check()} of the body, before it
 * does anything else; parameters and fields that were not read by then are refused. Not thread-safe.
 */
public final class HttpRequest {

    /** Maximum size in bytes of a body that a route does not read. */
    private static final int MAX_UNREAD_BODY = 4096;

    private static final List<String> PRECONDITIONS = List.of("If-Match", "If-None-Match");

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?",
            Pattern.CASE_INSENSITIVE);

    private final APIGatewayProxyRequestEvent event;
    private final Duration timeLeft;
    /** By the name of the policy. */
    private final Map<String, RateLimit> limits = new LinkedHashMap<>();
    private final Set<String> knownParameters = new HashSet<>();
    /** Of the known parameters. */
    private final Set<String> lists = new HashSet<>();
    private final Set<String> knownPreconditions = new HashSet<>();
    private boolean bodyIsRead;
    private boolean isChecked;

    /** @param timeLeft the time left until the function times out */
    public HttpRequest(APIGatewayProxyRequestEvent event, Duration timeLeft) {
        this.event = event;
        this.timeLeft = timeLeft;
    }

    /** The time that was left until the function's timeout when the request arrived. */
    public Duration timeLeft() {
        return timeLeft;
    }

    /**
     * Method and resource as the template writes them: {@code GET /v1/products/{productId}}. {@code HEAD} is treated
     * as {@code GET}: its response is the same, and the gateway sends it without the body (RFC 9110, section 9.3.2).
     */
    public String route() {
        return (isHead() ? "GET" : event.getHttpMethod()) + " " + event.getResource();
    }

    String resource() {
        return Objects.requireNonNullElse(event.getResource(), "");
    }

    boolean isHead() {
        return "HEAD".equals(event.getHttpMethod());
    }

    public String requestId() {
        var context = event.getRequestContext();
        return context == null || context.getRequestId() == null ? "" : context.getRequestId();
    }

    /** The network address that the gateway saw the request come from. Personal: neither to be logged nor kept as it is. */
    public Optional<String> sourceAddress() {
        var context = event.getRequestContext();
        var identity = context == null ? null : context.getIdentity();
        return identity == null ? Optional.empty() : Optional.ofNullable(identity.getSourceIp());
    }

    /** The API key of the request, if its method requires one. */
    Optional<String> apiKey() {
        var context = event.getRequestContext();
        var identity = context == null ? null : context.getIdentity();
        return identity == null ? Optional.empty() : Optional.ofNullable(identity.getApiKey());
    }

    /**
     * What identifies the caller to rate limits: the customer, or the network that a guest's request comes from. Empty for a
     * guest whose address the gateway does not give. Personal: see {@link #sourceAddress}.
     */
    public Optional<String> callerIdentity() {
        return caller().customer().map(id -> "customer/" + id).or(this::networkIdentity);
    }

    /** What identifies the network that the request comes from to rate limits. Personal: see {@link #sourceAddress}. */
    Optional<String> networkIdentity() {
        return sourceAddress().map(address -> "address/" + AddressKeys.network(address));
    }

    /**
     * Takes a token of a rate limit. The response describes the limit.
     *
     * @param subject whose limit it is; only its hash is kept
     * @throws ProblemException 429 if the limit is used up
     */
    public void require(RateLimiter limiter, String subject) {
        var exceeded = exceeds(limiter, subject);
        if (exceeded.isPresent()) {
            throw new ProblemException(exceeded.get());
        }
    }

    /**
     * Takes a token of a rate limit. The response describes the limit.
     *
     * @param subject whose limit it is; only its hash is kept
     * @return 429 if the limit is used up, otherwise empty
     */
    public Optional<Problem> exceeds(RateLimiter limiter, String subject) {
        var limit = note(limiter.take(subject));
        return limit.isAllowed() ? Optional.empty() : Optional.of(Problem.rateLimited(limit));
    }

    /**
     * Takes tokens of a rate limit of the caller, if there are as many. The response describes the limit.
     *
     * @param tokens at least 1
     */
    public boolean isWithin(RateLimiter limiter, int tokens) {
        return callerIdentity().map(caller -> note(limiter.take(caller, tokens)).isAllowed()).orElse(true);
    }

    private RateLimit note(RateLimit limit) {
        limits.put(limit.policy().name(), limit);
        return limit;
    }

    /** The rate limits that the request counted against, in the order of their first use. */
    Collection<RateLimit> limits() {
        return limits.values();
    }

    public Caller caller() {
        var context = event.getRequestContext();
        return context == null ? Caller.guest() : Caller.from(context.getAuthorizer());
    }

    /** The customer's email address, if the issuer has verified it. Personal. */
    public Optional<String> verifiedEmail() {
        var context = event.getRequestContext();
        var authorizer = context == null ? null : context.getAuthorizer();
        return authorizer != null && authorizer.get("email") instanceof String email
                ? Optional.of(email)
                : Optional.empty();
    }

    /** Whether the caller's token has expired since the gateway checked it. */
    boolean hasExpiredToken(Instant now) {
        var context = event.getRequestContext();
        return context != null && Caller.hasExpired(context.getAuthorizer(), now);
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

    /**
     * A path parameter, parsed. If the parser throws an {@link IllegalArgumentException}, the result is a 400 that
     * names it.
     */
    public <T> T path(String name, Function<String, T> parser) {
        var parameters = event.getPathParameters();
        var value = parameters == null ? "" : Objects.requireNonNullElse(parameters.get(name), "");
        return parsed(name, value, parser);
    }

    /** A header by its case-insensitive name. */
    public Optional<String> header(String name) {
        return entries(event.getHeaders())
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * The precondition of a change: the versions that it applies to. {@link #check} rejects it if a change does not read it.
     *
     * @throws ProblemException 400 naming the header if it does not conform to RFC 9110
     */
    public Optional<EntityTags> ifMatch() {
        return entityTags("If-Match");
    }

    /**
     * The precondition of a read: the versions that the caller has. Of a change: the versions that it does not apply to, or
     * {@code *} if it only creates; {@link #check} rejects it if a change does not read it.
     *
     * @throws ProblemException 400 naming the header if it does not conform to RFC 9110
     */
    public Optional<EntityTags> ifNoneMatch() {
        return entityTags("If-None-Match");
    }

    private Optional<EntityTags> entityTags(String name) {
        knownPreconditions.add(name);
        return headers(name).map(value -> parsed(name, value, EntityTags::parse));
    }

    /** A list header, which may occur several times. */
    private Optional<String> headers(String name) {
        return entries(event.getMultiValueHeaders())
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .reduce((one, next) -> one + ", " + next)
                .or(() -> header(name));
    }

    /**
     * An optional query parameter.
     *
     * @throws ProblemException 400 naming it if it is blank or contains invalid characters
     */
    public Optional<String> query(String name) {
        var value = words(name);
        if (value.isEmpty() && entries(event.getQueryStringParameters()).anyMatch(one -> one.getKey().equals(name))) {
            throw new ProblemException(Problem.invalid(name, "must not be empty"));
        }
        return value;
    }

    /**
     * An optional query parameter that somebody types; blank counts as absent.
     *
     * @throws ProblemException 400 naming it if it contains invalid characters
     */
    public Optional<String> words(String name) {
        if (isChecked) {
            throw new IllegalStateException("Read after the check: " + name);
        }
        knownParameters.add(name);
        var parameters = event.getQueryStringParameters();
        var value = parameters == null
                ? Optional.<String> empty()
                : Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
        value.flatMap(PlainText.ONE_LINE::fault).ifPresent(message -> {
            throw new ProblemException(Problem.invalid(name, message));
        });
        return value;
    }

    /**
     * The query parameters whose names are {@code prefix} and a name, by that name, sorted. {@link #check} rejects
     * parameters that begin with {@code prefix} and end otherwise.
     */
    public SortedMap<String, String> queries(String prefix, Predicate<String> isName) {
        var found = new TreeMap<String, String>();
        entries(event.getQueryStringParameters())
                .map(Map.Entry::getKey)
                .filter(parameter -> parameter.startsWith(prefix) && isName.test(parameter.substring(prefix.length())))
                .toList()
                .forEach(parameter -> query(parameter)
                        .ifPresent(value -> found.put(parameter.substring(prefix.length()), value)));
        return found;
    }

    /**
     * A query parameter, parsed. If the parser throws an {@link IllegalArgumentException}, the result is a 400 that
     * names it.
     */
    public <T> Optional<T> query(String name, Function<String, T> parser) {
        return query(name).map(value -> parsed(name, value, parser));
    }

    /** Like {@link #words(String)}, parsed. */
    public <T> Optional<T> words(String name, Function<String, T> parser) {
        return words(name).map(value -> parsed(name, value, parser));
    }

    /**
     * A query parameter that is a list: its values are separated by commas, or the parameter is repeated. If the parser throws
     * an {@link IllegalArgumentException} for one of them, the result is a 400 that names the parameter.
     *
     * @return each different value once, in the order of the request; empty if the parameter is absent
     */
    public <T> List<T> list(String name, Function<String, T> parser) {
        lists.add(name);
        var last = query(name);
        var multiple = event.getMultiValueQueryStringParameters();
        var all = multiple == null || !multiple.containsKey(name) ? last.stream() : multiple.get(name).stream();
        return all.flatMap(values -> Stream.of(values.split(",", -1)))
                .map(value -> parsed(name, value, text -> {
                    PlainText.ONE_LINE.fault(text).ifPresent(message -> {
                        throw new IllegalArgumentException(message);
                    });
                    return parser.apply(text);
                }))
                .distinct()
                .toList();
    }

    /** An integer query parameter from {@code min} to {@code max}. */
    public int query(String name, int min, int max, int fallback) {
        return query(name, value -> integer(value, min, max)).orElse((long) fallback).intValue();
    }

    /** An optional integer query parameter from {@code min} to {@code max}. */
    public Optional<Long> query(String name, long min, long max) {
        return query(name, value -> integer(value, min, max));
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

    /**
     * The body's text, exactly as it was sent; empty if there is none.
     *
     * @throws ProblemException 413 if it has more than {@code maxBytes} bytes, 415 if its charset is not UTF-8
     */
    public String body(int maxBytes) {
        bodyIsRead = true;
        var body = Objects.requireNonNullElse(event.getBody(), "");
        if (body.isEmpty()) {
            return body;
        }
        requireUtf8();
        if (Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            body = decoded(body);
        }
        if (body.length() > maxBytes || body.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new ProblemException(Problem.bodyTooLarge(maxBytes));
        }
        return body;
    }

    private void requireUtf8() {
        var charset = header("Content-Type").map(CHARSET::matcher).filter(Matcher::find).map(found -> found.group(1));
        if (charset.isPresent() && !charset.get().equalsIgnoreCase("utf-8")
                && !charset.get().equalsIgnoreCase("utf8")) {
            throw new ProblemException(Problem.unsupportedMediaType("The charset must be UTF-8"));
        }
    }

    /**
     * The body as a JSON object.
     *
     * @throws ProblemException 413 if it has more than {@code maxBytes} bytes, 415 if its charset is not UTF-8, 400
     *     naming {@code body} if it is not a JSON object
     */
    public Fields json(int maxBytes) {
        return json(body(maxBytes));
    }

    /** Like {@link #json}; a missing body reads as an empty object. */
    public Fields optionalJson(int maxBytes) {
        var body = body(maxBytes);
        return json(body.isEmpty() ? "{}" : body);
    }

    private Fields json(String body) {
        try {
            var tree = Json.parse(body);
            if (tree.isObject()) {
                return new Fields(tree, this::endReading);
            }
        } catch (RepeatedKeyException repeated) {
            throw new ProblemException(Problem.invalid(Fields.shown(repeated.path()), "must not be repeated"));
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problem.invalid("body", "must be valid JSON"));
        }
        throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }

    /**
     * Completes the reading of a request that takes no fields.
     *
     * @throws ProblemException 400 naming unexpected query parameters, bodies or fields
     */
    public void check() {
        if (!bodyIsRead && takesBody()) {
            optionalJson(MAX_UNREAD_BODY).check();
            return;
        }
        var errors = new ArrayList<>(endReading());
        if (!bodyIsRead && event.getBody() != null && !event.getBody().isEmpty()) {
            errors.add(new FieldError("body", "must be empty"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }

    /** Whether the reading of the request is complete. */
    boolean isChecked() {
        return isChecked;
    }

    private boolean takesBody() {
        return switch (event.getHttpMethod()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    /** Completes the reading and returns the errors of the parameters. */
    private List<FieldError> endReading() {
        isChecked = true;
        var counts = new TreeMap<String, Integer>();
        entries(event.getQueryStringParameters()).forEach(parameter -> counts.put(parameter.getKey(), 1));
        entries(event.getMultiValueQueryStringParameters())
                .forEach(parameter -> counts.put(parameter.getKey(), parameter.getValue().size()));
        var ofParameters = counts.entrySet().stream()
                .flatMap(parameter -> fault(parameter.getKey(), parameter.getValue())
                        .map(message -> new FieldError(Fields.shown(parameter.getKey()), message))
                        .stream());
        return Stream.concat(ofParameters, unreadPreconditions()).toList();
    }

    /** A change that ignores its precondition could overwrite what the caller has not seen. */
    private Stream<FieldError> unreadPreconditions() {
        return isRead() ? Stream.empty()
                : PRECONDITIONS.stream()
                        .filter(name -> !knownPreconditions.contains(name) && headers(name).isPresent())
                        .map(name -> new FieldError(name, "is not supported by this operation"));
    }

    private boolean isRead() {
        return isHead() || "GET".equals(event.getHttpMethod());
    }

    private Optional<String> fault(String parameter, int count) {
        if (!knownParameters.contains(parameter)) {
            return Optional.of("is not a known parameter");
        }
        return count > 1 && !lists.contains(parameter) ? Optional.of("must not be repeated") : Optional.empty();
    }

    private static String decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid("body", "must be valid Base64"));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.invalid("body", "must be encoded in UTF-8"));
        }
    }

    private static Long integer(String value, long min, long max) {
        try {
            var number = Long.parseLong(value.strip());
            if (value.indexOf('+') < 0 && number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, with the bounds
        }
        throw new IllegalArgumentException("must be an integer from " + min + " to " + max);
    }

    private static <T> T parsed(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(name, String.valueOf(e.getMessage())));
        }
    }

    private static <T> Stream<Map.Entry<String, T>> entries(@Nullable Map<String, T> map) {
        return map == null ? Stream.empty() : map.entrySet().stream();
    }
}
