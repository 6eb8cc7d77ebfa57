package dev.stampede.local.store.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An HTTP response. */
public record HttpReply(int status, List<Header> headers, byte[] body) {

    public HttpReply {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("Invalid HTTP status: " + status);
        }
        headers = List.copyOf(headers);
    }

    /** A response with a text body in UTF-8. */
    public static HttpReply of(int status, String contentType, String body) {
        return new HttpReply(status, List.of(new Header("Content-Type", contentType)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON response, indented for readability. */
    public static HttpReply json(int status, Object value) {
        return of(status, "application/json", pretty(value));
    }

    public static HttpReply html(String page) {
        return of(200, "text/html; charset=utf-8", page);
    }

    public static HttpReply text(String text) {
        return of(200, "text/plain; charset=utf-8", text);
    }

    /** An error of the local pages, in the same format as the API's errors. */
    public static HttpReply problem(int status, String title, String detail) {
        return of(status, "application/problem+json",
                pretty(Map.of("type", "about:blank", "title", title, "status", status, "detail", detail)));
    }

    public HttpReply withStatus(int other) {
        return new HttpReply(other, headers, body);
    }

    /** The same response with another header. */
    public HttpReply with(String name, String value) {
        return new HttpReply(status, Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList(),
                body);
    }

    Optional<String> header(String name) {
        return headers.stream().filter(header -> header.is(name)).map(Header::value).findFirst();
    }

    private static String pretty(Object value) {
        try {
            return HttpJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), notJson);
        }
    }
}
