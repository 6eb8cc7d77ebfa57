package dev.stampede.local.store.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as received.
 *
 * @param rawPath  percent-encoded path, starting with a slash, without the query
 * @param rawQuery the query string without the question mark; null if there is none
 * @param body     empty if there is none; truncated to {@link Gateway#MAX_BODY_BYTES} + 1 bytes
 * @param protocol such as {@code HTTP/1.1}
 */
public record HttpCall(String method, String rawPath, @Nullable String rawQuery, List<Header> headers, byte[] body,
        String sourceIp, String protocol) {

    public HttpCall {
        if (!rawPath.startsWith("/")) {
            throw new IllegalArgumentException("The path must start with a slash: " + rawPath);
        }
        headers = List.copyOf(headers);
    }

    /** The last value of the header, as in API Gateway's single-value maps. */
    public Optional<String> header(String name) {
        return headers.stream().filter(header -> header.is(name)).map(Header::value).reduce((first, last) -> last);
    }

    /** The decoded query parameters, in the order of their first occurrence. */
    public Map<String, List<String>> query() {
        return QueryString.parse(rawQuery);
    }

    /** The last value of a query parameter. */
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query().get(name)).map(List::getLast);
    }

    /** The last value of a field of a form in the body ({@code application/x-www-form-urlencoded}). */
    public Optional<String> formValue(String name) {
        return Optional.ofNullable(QueryString.parse(new String(body, StandardCharsets.UTF_8)).get(name))
                .map(List::getLast);
    }

    /** Whether the client accepts {@code text/html}, as browsers do. */
    public boolean wantsHtml() {
        return header("Accept").filter(accept -> accept.contains("text/html")).isPresent();
    }
}
