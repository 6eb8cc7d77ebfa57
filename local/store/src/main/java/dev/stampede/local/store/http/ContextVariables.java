package dev.stampede.local.store.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $context} variables of a request, for use in gateway responses. A variable without a value becomes the
 * empty string. As in API Gateway, other template expressions are not evaluated.
 */
final class ContextVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.(\\w+(?:\\.\\w+)*)");

    private final Map<String, String> values;

    private ContextVariables(Map<String, String> values) {
        this.values = values;
    }

    static ContextVariables of(Exchange exchange, GatewayResponseType type, Map<String, String> authorizerContext) {
        var values = new HashMap<String, String>();
        authorizerContext.forEach((name, value) -> values.put("authorizer." + name, value));
        values.put("error.message", type.message());
        values.put("error.messageString", JsonNodeFactory.instance.textNode(type.message()).toString());
        values.put("error.responseType", type.name());
        values.put("requestId", exchange.requestId());
        values.put("extendedRequestId", exchange.requestId());
        values.put("httpMethod", exchange.call().method());
        values.put("path", exchange.call().rawPath());
        values.put("resourcePath", exchange.resource());
        values.put("protocol", exchange.call().protocol());
        values.put("requestTime", exchange.requestTime());
        values.put("requestTimeEpoch", String.valueOf(exchange.at().toEpochMilli()));
        values.put("stage", exchange.api().stage());
        values.put("apiId", exchange.api().apiId());
        values.put("accountId", exchange.api().accountId());
        values.put("identity.sourceIp", exchange.call().sourceIp());
        values.put("identity.userAgent", exchange.call().header("User-Agent").orElse(""));
        return new ContextVariables(values);
    }

    /** The variables of a request that could not be read. */
    static ContextVariables of(String requestId) {
        return new ContextVariables(Map.of("requestId", requestId, "extendedRequestId", requestId));
    }

    /** Replaces each {@code $context.x} in the body. */
    String fillIn(String body) {
        return VARIABLE.matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

    /** The value of a header mapping: a literal in single quotes, or a variable. */
    String headerValue(String mapping) {
        if (mapping.length() >= 2 && mapping.startsWith("'") && mapping.endsWith("'")) {
            return mapping.substring(1, mapping.length() - 1);
        }
        return values.getOrDefault(mapping.replaceFirst("^context\\.", ""), "");
    }
}
