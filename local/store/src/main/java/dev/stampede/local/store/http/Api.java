package dev.stampede.local.store.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API that the template defines.
 *
 * @param authorizers      by name
 * @param cors             null if CORS is not configured
 * @param gatewayResponses by response type
 */
record Api(String apiId, String stage, String accountId, String region, RouteTable routes,
        Map<String, AuthorizerDefinition> authorizers, @Nullable String defaultAuthorizer, @Nullable CorsPolicy cors,
        Map<String, GatewayResponse> gatewayResponses, Compression compression) {

    Api {
        authorizers = Map.copyOf(authorizers);
        gatewayResponses = Map.copyOf(gatewayResponses);
        for (var route : routes.all()) {
            if (route.authorizer() != null && !authorizers.containsKey(route.authorizer())) {
                throw new IllegalArgumentException("Unknown authorizer " + route.authorizer() + " for " + route.method()
                        + " " + route.path().resource());
            }
        }
    }
}
