package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response: status, headers and body text. Immutable. */
public record HttpResponse(int status, Map<String, String> headers, String body) {

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /** @param body a value that can be written as JSON */
    public static HttpResponse json(int status, Object body) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    public static HttpResponse ok(Object body) {
        return json(200, body);
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), "");
    }

    public static HttpResponse problem(Problem problem) {
        return new HttpResponse(
                problem.status(), Map.of("Content-Type", Problem.CONTENT_TYPE), Json.write(problem.members()));
    }

    public HttpResponse with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body);
    }

    public HttpResponse with(EntityTag tag) {
        return with("ETag", tag.toString());
    }

    HttpResponse withoutBody() {
        return new HttpResponse(status, headers, "");
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
