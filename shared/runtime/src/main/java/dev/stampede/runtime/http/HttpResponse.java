package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.json.Json;
import java.util.HashMap;
import java.util.Map;

/** A response: status, headers and body text. Immutable. */
public record HttpResponse(int status, Map<String, String> headers, String body) {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /** @param body a value that can be written as JSON */
    public static HttpResponse json(int status, Object body) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    public static HttpResponse ok(Object body) {
        return json(OK, body);
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), "");
    }

    public static HttpResponse problem(Problem problem) {
        return new HttpResponse(
                problem.status(), Map.of("Content-Type", Problem.CONTENT_TYPE), Json.write(problem.members()));
    }

    public HttpResponse with(String header, String value) {
        return with(Map.of(header, value));
    }

    public HttpResponse with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new HttpResponse(status, all, body);
    }

    public HttpResponse with(EntityTag tag) {
        return with("ETag", tag.toString());
    }

    /** 304 without the body if this has an entity tag that the caller knows (RFC 9110, section 13.1.2), else this. */
    public HttpResponse unlessKnown(HttpRequest request) {
        var header = headers.get("ETag");
        if (status != OK || header == null) {
            return this;
        }
        var tag = new EntityTag(header.substring(1, header.length() - 1));
        return request.ifNoneMatch().filter(known -> known.include(tag)).isPresent() ? notModified() : this;
    }

    private HttpResponse notModified() {
        var kept = new HashMap<>(headers);
        kept.remove("Content-Type");
        return new HttpResponse(NOT_MODIFIED, kept, "");
    }

    /** For responses that must not be cached because they are personal or change constantly. */
    public HttpResponse uncached() {
        return with("Cache-Control", "no-store");
    }

    APIGatewayProxyResponseEvent toEvent() {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false);
    }
}
