package dev.stampede.local.store.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Parses the responses of functions with an API Gateway proxy integration. */
final class ProxyResponses {

    /** Lambda's limit for a synchronous response. Source: Lambda developer guide, "Lambda quotas". */
    private static final int MAX_BYTES = 6 * 1024 * 1024;
    private static final Set<String> KNOWN = Set.of("statusCode", "headers", "multiValueHeaders", "body",
            "isBase64Encoded");
    /**
     * Headers that API Gateway renames in function responses.
     *
     * <p>Source: API Gateway developer guide, "Amazon API Gateway important notes", for REST APIs.
     */
    private static final Set<String> REMAPPED = Set.of("age", "authorization", "connection", "content-md5", "date",
            "expect", "host", "max-forwards", "server", "trailer", "upgrade", "user-agent", "www-authenticate");

    private ProxyResponses() {}

    /** Returns empty if API Gateway does not accept the response and returns 502. */
    static Optional<HttpReply> parse(byte[] json) {
        if (json.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            var response = HttpJson.MAPPER.readTree(json);
            return isWellFormed(response)
                    ? Optional.of(new HttpReply(response.path("statusCode").asInt(200), headers(response),
                            body(response)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(JsonNode response) {
        var body = response.path("body");
        return response.isObject() && response.propertyStream().allMatch(field -> KNOWN.contains(field.getKey()))
                && (body.isMissingNode() || body.isNull() || body.isTextual())
                && isMap(response.path("headers")) && isMap(response.path("multiValueHeaders"));
    }

    private static boolean isMap(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isObject();
    }

    /** Merges both maps; multi-value headers take precedence. */
    private static List<Header> headers(JsonNode response) {
        var merged = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        response.path("headers")
                .properties()
                .stream()
                .filter(header -> !header.getValue().isNull())
                .forEach(header -> merged.put(header.getKey(), List.of(header.getValue().asText())));
        response.path("multiValueHeaders")
                .properties()
                .forEach(header -> merged.put(header.getKey(),
                        header.getValue().valueStream().map(JsonNode::asText).toList()));
        var headers = new ArrayList<Header>();
        merged.forEach((name, values) -> values.forEach(value -> headers.add(new Header(remap(name), value))));
        if (!merged.containsKey("Content-Type")) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        return headers.stream().filter(header -> !header.is("Content-Length")).toList();
    }

    private static String remap(String name) {
        return REMAPPED.contains(name.toLowerCase(Locale.ROOT)) ? "x-amzn-Remapped-" + name : name;
    }

    /** Always text, even with isBase64Encoded: without binary media types, a REST API passes the text through. */
    private static byte[] body(JsonNode response) {
        return response.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    }
}
