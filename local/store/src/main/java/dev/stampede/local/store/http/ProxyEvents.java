package dev.stampede.local.store.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the events that an API Gateway REST API sends to functions.
 *
 * <p>Source: API Gateway developer guide, "Lambda proxy integrations" and "Input to an API Gateway Lambda authorizer".
 */
final class ProxyEvents {

    private ProxyEvents() {}

    /** The event of a proxy integration. */
    static byte[] proxy(Exchange exchange, Map<String, String> authorizerContext) {
        var event = HttpJson.MAPPER.createObjectNode();
        putRequest(event, exchange);
        var context = requestContext(exchange);
        if (!authorizerContext.isEmpty()) {
            var authorizer = context.putObject("authorizer");
            new TreeMap<>(authorizerContext).forEach(authorizer::put);
        }
        event.set("requestContext", context);
        var body = exchange.call().body();
        event.put("body", body.length == 0 ? null : new String(body, StandardCharsets.UTF_8));
        event.put("isBase64Encoded", false);
        return bytes(event);
    }

    /** The event of a REQUEST authorizer. */
    static byte[] requestAuthorizer(Exchange exchange) {
        var event = HttpJson.MAPPER.createObjectNode();
        event.put("type", "REQUEST");
        event.put("methodArn", exchange.methodArn());
        putRequest(event, exchange);
        event.set("requestContext", requestContext(exchange));
        return bytes(event);
    }

    /** The event of a TOKEN authorizer. */
    static byte[] tokenAuthorizer(Exchange exchange, String token) {
        var event = HttpJson.MAPPER.createObjectNode();
        event.put("type", "TOKEN");
        event.put("methodArn", exchange.methodArn());
        event.put("authorizationToken", token);
        return bytes(event);
    }

    private static void putRequest(ObjectNode event, Exchange exchange) {
        event.put("resource", exchange.resource());
        event.put("path", exchange.call().rawPath());
        event.put("httpMethod", exchange.call().method());
        putMultiMap(event, "headers", "multiValueHeaders", headers(exchange));
        putMultiMap(event, "queryStringParameters", "multiValueQueryStringParameters", exchange.call().query());
        if (exchange.pathParameters().isEmpty()) {
            event.putNull("pathParameters");
        } else {
            var parameters = event.putObject("pathParameters");
            exchange.pathParameters().forEach(parameters::put);
        }
        event.putNull("stageVariables");
    }

    /** The request's headers plus those that API Gateway adds. Names are case-insensitive. */
    private static Map<String, List<String>> headers(Exchange exchange) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : exchange.call().headers()) {
            headers.computeIfAbsent(header.name(), unused -> new ArrayList<>()).add(header.value());
        }
        headers.putIfAbsent("X-Forwarded-For", List.of(exchange.call().sourceIp()));
        headers.putIfAbsent("X-Forwarded-Proto", List.of("http"));
        headers.putIfAbsent("X-Amzn-Trace-Id", List.of(traceId(exchange)));
        return headers;
    }

    private static String traceId(Exchange exchange) {
        var hex = exchange.requestId().replace("-", "");
        var seconds = HexFormat.of().toHexDigits((int) exchange.at().getEpochSecond());
        return "Root=1-" + seconds + "-" + hex.substring(0, 24);
    }

    private static void putMultiMap(ObjectNode event, String single, String multi, Map<String, List<String>> values) {
        if (values.isEmpty()) {
            event.putNull(single);
            event.putNull(multi);
            return;
        }
        var lastValues = event.putObject(single);
        var allValues = event.putObject(multi);
        values.forEach((name, all) -> {
            lastValues.put(name, all.getLast());
            all.forEach(allValues.withArrayProperty(name)::add);
        });
    }

    private static ObjectNode requestContext(Exchange exchange) {
        var call = exchange.call();
        var context = HttpJson.MAPPER.createObjectNode();
        context.put("accountId", exchange.api().accountId());
        context.put("apiId", exchange.api().apiId());
        context.put("stage", exchange.api().stage());
        context.put("requestId", exchange.requestId());
        context.put("extendedRequestId", exchange.requestId());
        context.put("resourcePath", exchange.resource());
        context.put("httpMethod", call.method());
        context.put("path", call.rawPath());
        context.put("protocol", call.protocol());
        context.put("requestTime", exchange.requestTime());
        context.put("requestTimeEpoch", exchange.at().toEpochMilli());
        context.put("domainName", call.header("Host").orElse(null));
        var identity = context.putObject("identity");
        identity.put("sourceIp", call.sourceIp());
        identity.put("userAgent", call.header("User-Agent").orElse(null));
        return context;
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return HttpJson.MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON tree of plain values cannot be written", impossible);
        }
    }
}
