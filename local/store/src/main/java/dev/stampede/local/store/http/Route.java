package dev.stampede.local.store.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One method of one resource.
 *
 * @param method     an HTTP method in capitals, or {@code ANY}
 * @param functionId the function's logical id
 * @param authorizer the authorizer's name, or null for an open route
 */
record Route(String method, PathPattern path, String functionId, @Nullable String authorizer) {

    static final String ANY = "ANY";

    Route {
        if (!method.equals(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("A method is written in capitals: " + method);
        }
    }
}
