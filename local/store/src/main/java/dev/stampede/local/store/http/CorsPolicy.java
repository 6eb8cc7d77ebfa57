package dev.stampede.local.store.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's response to a preflight request: the mock integration that SAM generates from the API's {@code Cors}
 * property. A null value omits its header; null methods default to the methods of the resource.
 */
record CorsPolicy(String allowOrigin, @Nullable String allowMethods, @Nullable String allowHeaders,
        @Nullable String maxAge, boolean allowCredentials, boolean preflightAuthorized) {

    HttpReply preflight(RouteTable.Resource resource) {
        var headers = new ArrayList<Header>(List.of(new Header("Content-Type", "application/json"),
                new Header("Access-Control-Allow-Origin", allowOrigin), new Header("Access-Control-Allow-Methods",
                        allowMethods == null ? resource.allowedMethods() : allowMethods)));
        if (allowHeaders != null) {
            headers.add(new Header("Access-Control-Allow-Headers", allowHeaders));
        }
        if (maxAge != null) {
            headers.add(new Header("Access-Control-Max-Age", maxAge));
        }
        if (allowCredentials) {
            headers.add(new Header("Access-Control-Allow-Credentials", "true"));
        }
        return new HttpReply(200, headers, "{}\n".getBytes(StandardCharsets.UTF_8));
    }
}
