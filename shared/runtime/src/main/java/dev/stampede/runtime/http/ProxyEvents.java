package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** API Gateway's proxy events and responses as JSON (Amazon API Gateway Developer Guide, "Lambda proxy integrations"). */
final class ProxyEvents {

    private ProxyEvents() {}

    /** @throws IOException if it is not JSON */
    static APIGatewayProxyRequestEvent read(InputStream json) throws IOException {
        var tree = Json.parse(json);
        var event = new APIGatewayProxyRequestEvent();
        event.setVersion(text(tree.get("version")));
        event.setResource(text(tree.get("resource")));
        event.setPath(text(tree.get("path")));
        event.setHttpMethod(text(tree.get("httpMethod")));
        event.setHeaders(map(tree.get("headers"), ProxyEvents::text));
        event.setMultiValueHeaders(map(tree.get("multiValueHeaders"), ProxyEvents::texts));
        event.setQueryStringParameters(map(tree.get("queryStringParameters"), ProxyEvents::text));
        event.setMultiValueQueryStringParameters(map(tree.get("multiValueQueryStringParameters"), ProxyEvents::texts));
        event.setPathParameters(map(tree.get("pathParameters"), ProxyEvents::text));
        event.setStageVariables(map(tree.get("stageVariables"), ProxyEvents::text));
        event.setRequestContext(context(tree.get("requestContext")));
        event.setBody(text(tree.get("body")));
        event.setIsBase64Encoded(tree.path("isBase64Encoded").asBoolean());
        return event;
    }

    private static @Nullable ProxyRequestContext context(@Nullable JsonNode tree) {
        if (tree == null || tree.isNull()) {
            return null;
        }
        var context = new ProxyRequestContext();
        context.setAccountId(text(tree.get("accountId")));
        context.setStage(text(tree.get("stage")));
        context.setResourceId(text(tree.get("resourceId")));
        context.setRequestId(text(tree.get("requestId")));
        context.setResourcePath(text(tree.get("resourcePath")));
        context.setHttpMethod(text(tree.get("httpMethod")));
        context.setApiId(text(tree.get("apiId")));
        context.setPath(text(tree.get("path")));
        context.setOperationName(text(tree.get("operationName")));
        context.setExtendedRequestId(text(tree.get("extendedRequestId")));
        context.setRequestTime(text(tree.get("requestTime")));
        context.setDomainName(text(tree.get("domainName")));
        context.setDomainPrefix(text(tree.get("domainPrefix")));
        context.setProtocol(text(tree.get("protocol")));
        context.setRequestTimeEpoch(
                tree.hasNonNull("requestTimeEpoch") ? tree.get("requestTimeEpoch").longValue() : null);
        context.setIdentity(identity(tree.get("identity")));
        context.setAuthorizer(map(tree.get("authorizer"), ProxyEvents::value));
        return context;
    }

    private static @Nullable RequestIdentity identity(@Nullable JsonNode tree) {
        if (tree == null || tree.isNull()) {
            return null;
        }
        var identity = new RequestIdentity();
        identity.setCognitoIdentityPoolId(text(tree.get("cognitoIdentityPoolId")));
        identity.setAccountId(text(tree.get("accountId")));
        identity.setCognitoIdentityId(text(tree.get("cognitoIdentityId")));
        identity.setCaller(text(tree.get("caller")));
        identity.setApiKey(text(tree.get("apiKey")));
        identity.setPrincipalOrgId(text(tree.get("principalOrgId")));
        identity.setSourceIp(text(tree.get("sourceIp")));
        identity.setCognitoAuthenticationType(text(tree.get("cognitoAuthenticationType")));
        identity.setCognitoAuthenticationProvider(text(tree.get("cognitoAuthenticationProvider")));
        identity.setUserArn(text(tree.get("userArn")));
        identity.setUserAgent(text(tree.get("userAgent")));
        identity.setUser(text(tree.get("user")));
        identity.setAccessKey(text(tree.get("accessKey")));
        return identity;
    }

    private static @Nullable String text(@Nullable JsonNode tree) {
        return tree == null || tree.isNull() ? null : tree.asText();
    }

    private static List<@Nullable String> texts(JsonNode tree) {
        var texts = new ArrayList<@Nullable String>();
        tree.forEach(each -> texts.add(text(each)));
        return texts;
    }

    private static <T extends @Nullable Object> @Nullable Map<String, T> map(@Nullable JsonNode tree,
            Function<JsonNode, T> value) {
        if (tree == null || tree.isNull()) {
            return null;
        }
        var map = new LinkedHashMap<String, T>();
        tree.properties().forEach(member -> map.put(member.getKey(), value.apply(member.getValue())));
        return map;
    }

    private static @Nullable Object value(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case OBJECT -> map(tree, ProxyEvents::value);
            case ARRAY -> {
                var values = new ArrayList<@Nullable Object>();
                tree.forEach(each -> values.add(value(each)));
                yield values;
            }
            case BOOLEAN -> tree.booleanValue();
            case NUMBER -> tree.numberValue();
            default -> text(tree);
        };
    }

    static void write(APIGatewayProxyResponseEvent response, OutputStream stream) throws IOException {
        try (var json = Json.generator(stream)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.getStatusCode());
            json.writeObjectFieldStart("headers");
            for (var header : response.getHeaders().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeStringField("body", response.getBody());
            json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
            json.writeEndObject();
        }
    }
}
