package dev.stampede.local.store.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A method of a resource.
 *
 * @param method     an uppercase HTTP method, or {@code ANY}
 * @param functionId the function's logical ID
 * @param timeout    the longest that the function runs
 * @param authorizer the authorizer's name; null if the route has none
 */
record Route(String method, PathPattern path, String functionId, Duration timeout, @Nullable String authorizer) {

    static final String ANY = "ANY";

    Route {
        if (!method.equals(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The method must be uppercase: " + method);
        }
    }
}
