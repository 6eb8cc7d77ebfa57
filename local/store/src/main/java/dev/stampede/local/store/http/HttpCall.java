package dev.stampede.local.store.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it arrived.
 *
 * @param rawPath  percent-encoded, starts with a slash, without the query
 * @param rawQuery what follows the question mark, or null without one
 * @param body     empty without one; at most {@link Gateway#MAX_BODY_BYTES} + 1 bytes, a longer one is cut there
 * @param protocol such as {@code HTTP/1.1}
 */
public record HttpCall(String method, String rawPath, @Nullable String rawQuery, List<Header> headers, byte[] body,
        String sourceIp, String protocol) {

    public HttpCall {
        if (!rawPath.startsWith("/")) {
            throw new IllegalArgumentException("A path starts with a slash: " + rawPath);
        }
        headers = List.copyOf(headers);
    }

    /** The header's last value, which is the one API Gateway puts into single-value maps. */
    public Optional<String> header(String name) {
        return headers.stream().filter(header -> header.is(name)).map(Header::value).reduce((first, last) -> last);
    }

    /** The decoded query parameters in the order of their first appearance. */
    public Map<String, List<String>> query() {
        return QueryString.parse(rawQuery);
    }

    /** The last value of a query parameter. */
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query().get(name)).map(List::getLast);
    }

    /** Whether the client prefers a page for people: browsers name {@code text/html}, other clients do not. */
    public boolean wantsHtml() {
        return header("Accept").filter(accept -> accept.contains("text/html")).isPresent();
    }
}
