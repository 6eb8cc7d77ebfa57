package dev.stampede.runtime.http;

import dev.stampede.runtime.limits.RateLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error response as defined in RFC 9457. A kind of problem has a stable {@code type} and a constant {@code title};
 * {@code detail} explains this occurrence, {@code errors} lists the invalid fields, and {@code extras} are extension
 * members, such as the new price.
 *
 * @param slug the last part of the type URI {@code urn:stampede:problem:<slug>}
 * @param status the HTTP status, 400 to 599
 */
public record Problem(
        String slug, String title, int status, String detail, List<FieldError> errors, Map<String, Object> extras) {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final int MAX_ERRORS = 1000;

    /** @param field the field's path in the request, such as {@code lines[0].quantity} */
    public record FieldError(String field, String message) {}

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Not an error status: " + status);
        }
        errors = List.copyOf(errors);
        extras = Map.copyOf(extras);
    }

    /** A kind of problem, without a detail. */
    public static Problem of(String slug, String title, int status) {
        return new Problem(slug, title, status, "", List.of(), Map.of());
    }

    /** Lists at most 1,000 of the errors. */
    public static Problem invalid(List<FieldError> all) {
        var errors = all.stream().limit(MAX_ERRORS).toList();
        var fields = errors.stream().map(FieldError::field).distinct().toList();
        return of("invalid-request", "The request is invalid", 400)
                .withDetail("Invalid fields: " + String.join(", ", fields))
                .withErrors(errors);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** @param what the kind of resource, such as {@code cart} */
    public static Problem notFound(String what) {
        return of("not-found", "Not found", 404).withDetail("No such " + what);
    }

    public static Problem unauthorized() {
        return of("unauthorized", "A valid token is required", 401);
    }

    public static Problem forbidden() {
        return of("forbidden", "You don't have permission to do this", 403);
    }

    public static Problem bodyTooLarge(int maxBytes) {
        return of("body-too-large", "The request body is too large", 413)
                .withDetail("The maximum is " + maxBytes + " bytes");
    }

    /** For a change that would replace what the caller may not have seen (RFC 6585, section 3). */
    public static Problem preconditionRequired() {
        return of("precondition-required", "If-Match is required", 428)
                .withDetail("Send the ETag that was read in If-Match, or * to replace any version");
    }

    /** @param methods the methods that the path supports */
    public static Problem methodNotAllowed(String methods) {
        return of("method-not-allowed", "Method not allowed", 405)
                .withDetail("Supported methods: " + methods);
    }

    public static Problem unsupportedMediaType(String detail) {
        return of("unsupported-media-type", "Unsupported media type", 415).withDetail(detail);
    }

    /** Names the policy, whose limit and reset the response's headers describe. */
    static Problem rateLimited(RateLimit limit) {
        var policy = limit.policy();
        return of("rate-limited", "Too many requests", 429)
                .withDetail("The limit is " + policy.quota() + " in " + policy.window().toSeconds() + " seconds")
                .with("policy", policy.name());
    }

    public static Problem unavailable(String requestId) {
        return of("unavailable", "The service is temporarily unavailable", 503)
                .withDetail("Retry the request in a moment")
                .with("requestId", requestId);
    }

    public static Problem internal(String requestId) {
        return of("internal-error", "An internal error occurred", 500).with("requestId", requestId);
    }

    public Problem withDetail(String text) {
        return new Problem(slug, title, status, text, errors, extras);
    }

    public Problem withErrors(List<FieldError> fieldErrors) {
        return new Problem(slug, title, status, detail, fieldErrors, extras);
    }

    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(extras);
        more.put(member, value);
        return new Problem(slug, title, status, detail, errors, more);
    }

    /** The members of the JSON document, in the order of the RFC. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "urn:stampede:problem:" + slug);
        members.put("title", title);
        members.put("status", status);
        if (!detail.isEmpty()) {
            members.put("detail", detail);
        }
        if (!errors.isEmpty()) {
            members.put("errors", errors);
        }
        members.putAll(extras);
        return members;
    }
}
