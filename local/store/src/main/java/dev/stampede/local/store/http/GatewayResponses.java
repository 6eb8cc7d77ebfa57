package dev.stampede.local.store.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Renders gateway responses as the template customizes them. Immutable. */
final class GatewayResponses {

    private final Map<String, GatewayResponse> shapes;

    /** @param shapes by response type, including {@code DEFAULT_4XX} and {@code DEFAULT_5XX} */
    GatewayResponses(Map<String, GatewayResponse> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    HttpReply render(GatewayResponseType type, Exchange exchange, Map<String, String> authorizerContext) {
        var shape = shapes.getOrDefault(type.name(), shapes.getOrDefault(type.family(), GatewayResponse.UNSHAPED));
        var variables = ContextVariables.of(exchange, type, authorizerContext);
        var mediaType = mediaType(shape, exchange.call());
        var headers = new ArrayList<Header>();
        shape.headers().forEach((name, mapping) -> headers.add(new Header(name, variables.headerValue(mapping))));
        if (headers.stream().noneMatch(header -> header.is("Content-Type"))) {
            headers.add(new Header("Content-Type", mediaType));
        }
        headers.add(new Header("x-amzn-ErrorType", type.errorType()));
        var body = variables.fillIn(shape.bodies().getOrDefault(mediaType, ""));
        var status = shape.status();
        return new HttpReply(status == null ? type.status() : status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The headers of the response to a request that could not be read: those of the default response. */
    List<Header> headers(int status, String requestId) {
        var shape = shapes.getOrDefault(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX", GatewayResponse.UNSHAPED);
        var variables = ContextVariables.of(requestId);
        return shape.headers().entrySet().stream()
                .map(header -> new Header(header.getKey(), variables.headerValue(header.getValue())))
                .toList();
    }

    private static String mediaType(GatewayResponse shape, HttpCall call) {
        var accepted = call.header("Accept").orElse("");
        var offered = shape.bodies().keySet();
        return offered.stream()
                .filter(accepted::contains)
                .findFirst()
                .orElseGet(
                        () -> offered.contains("application/json") ? "application/json" : Collections.min(offered));
    }
}
