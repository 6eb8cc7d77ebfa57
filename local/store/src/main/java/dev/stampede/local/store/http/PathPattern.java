package dev.stampede.local.store.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource path of the API, such as <code>/v1/products/{productId}</code> or <code>/files/{path+}</code>. A
 * parameter matches one nonempty segment; a greedy parameter, allowed only as the last segment, matches one or more.
 */
record PathPattern(String resource, List<String> segments) {

    PathPattern {
        segments = List.copyOf(segments);
        if (segments.stream().limit(Math.max(0, segments.size() - 1)).anyMatch(PathPattern::isGreedy)) {
            throw new IllegalArgumentException("Only the last segment can be greedy: " + resource);
        }
    }

    static PathPattern parse(String resource) {
        if (!resource.startsWith("/")) {
            throw new IllegalArgumentException("The path must start with a slash: " + resource);
        }
        return new PathPattern(resource, split(resource));
    }

    /** The segments of a path. A trailing slash is ignored, as in API Gateway. */
    static List<String> split(String path) {
        var inner = path.substring(1, path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length());
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }

    /** The decoded path parameters; empty if the path does not match. */
    Optional<Map<String, String>> match(List<String> path) {
        var greedy = !segments.isEmpty() && isGreedy(segments.getLast());
        if (greedy ? path.size() < segments.size() : path.size() != segments.size()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            var actual = isGreedy(segment) ? String.join("/", path.subList(i, path.size())) : path.get(i);
            if (isParameter(segment) && !actual.isEmpty()) {
                parameters.put(parameterName(segment), QueryString.decodeSegment(actual));
            } else if (!segment.equals(actual)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /**
     * Orders patterns by precedence: at the first difference, static segments precede parameters, then greedy
     * parameters.
     */
    static int byPrecedence(PathPattern one, PathPattern other) {
        for (var i = 0; i < Math.min(one.segments.size(), other.segments.size()); i++) {
            var difference = Integer.compare(rank(one.segments.get(i)), rank(other.segments.get(i)));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(other.segments.size(), one.segments.size());
    }

    private static int rank(String segment) {
        return isGreedy(segment) ? 2 : isParameter(segment) ? 1 : 0;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }

    private static String parameterName(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }
}
