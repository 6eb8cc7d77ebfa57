package dev.stampede.local.store.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A method of a resource.
 *
 * @param method     an uppercase HTTP method, or {@code ANY}
 * @param functionId the function's logical ID
 * @param authorizer the authorizer's name; null if the route has none
 */
record Route(String method, PathPattern path, String functionId, @Nullable String authorizer) {

    static final String ANY = "ANY";

    Route {
        if (!method.equals(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The method must be uppercase: " + method);
        }
    }
}
