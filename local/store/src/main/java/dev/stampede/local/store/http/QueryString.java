package dev.stampede.local.store.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes query strings and path segments. Invalid percent-encoding is left unchanged. */
final class QueryString {

    private QueryString() {}

    static Map<String, List<String>> parse(@Nullable String rawQuery) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (rawQuery == null) {
            return parameters;
        }
        for (var pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.computeIfAbsent(decode(name), unused -> new ArrayList<>()).add(decode(value));
            }
        }
        return parameters;
    }

    /** Decodes a path segment; unlike in a query, a plus sign is literal. */
    static String decodeSegment(String segment) {
        return decode(segment.replace("+", "%2B"));
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return encoded;
        }
    }
}
