package dev.stampede.local.store.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template's customization of a gateway response.
 *
 * @param status  null for the default status of the type
 * @param headers header name to a quoted literal such as {@code '*'} or a variable such as {@code context.requestId}
 * @param bodies  media type to body, with variables such as {@code $context.error.messageString}
 */
record GatewayResponse(@Nullable Integer status, Map<String, String> headers, Map<String, String> bodies) {

    static final GatewayResponse UNSHAPED = new GatewayResponse(null, Map.of(),
            Map.of("application/json", "{\"message\":$context.error.messageString}"));

    GatewayResponse {
        headers = Map.copyOf(headers);
        bodies = bodies.isEmpty() ? Map.of("application/json", "{\"message\":$context.error.messageString}")
                : Map.copyOf(bodies);
    }
}
