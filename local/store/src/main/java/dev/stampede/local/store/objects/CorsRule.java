package dev.stampede.local.store.objects;

import dev.stampede.local.store.template.Values;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule for requests from browsers, as in a bucket's {@code CorsConfiguration}.
 *
 * @param origins with at most one {@code *} each
 * @param headers with at most one {@code *} each
 */
public record CorsRule(List<String> origins, List<String> methods, List<String> headers, List<String> exposedHeaders,
        int maxAgeSeconds) {

    static CorsRule of(Values rule) {
        return new CorsRule(rule.texts("AllowedOrigins"), rule.texts("AllowedMethods"), rule.texts("AllowedHeaders"),
                rule.texts("ExposedHeaders"), rule.integer("MaxAge", 0));
    }

    /** The rules of a bucket in the template. */
    public static List<CorsRule> ofBucket(Values bucket) {
        return bucket.section("CorsConfiguration").sections("CorsRules").stream().map(CorsRule::of).toList();
    }

    boolean allows(String origin, String method, String requestedHeaders) {
        return origins.stream().anyMatch(pattern -> matches(pattern, origin)) && methods.contains(method)
                && Stream.of(requestedHeaders.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                        .allMatch(name -> headers.stream().anyMatch(pattern -> matches(
                                pattern.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))));
    }

    private static boolean matches(String pattern, String text) {
        return text.matches(Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
