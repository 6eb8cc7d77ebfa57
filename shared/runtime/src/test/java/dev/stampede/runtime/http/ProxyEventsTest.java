package dev.stampede.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stampede.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyEventsTest {

    /** Every member, and what an authorizer can return. */
    private static final String FULL = """
            {"version": "1.0", "resource": "/v1/carts/{cartId}", "path": "/v1/carts/1", "httpMethod": "PUT",
             "headers": {"Accept": "*/*", "X-Emoji": "😀"}, "multiValueHeaders": {"Accept": ["a", "b"]},
             "queryStringParameters": {"a": "2"}, "multiValueQueryStringParameters": {"a": ["1", "2"], "empty": []},
             "pathParameters": {"cartId": "1"}, "stageVariables": {"s": "v"},
             "requestContext": {"accountId": "1", "stage": "dev", "resourceId": "r", "requestId": "q", "operationName": "o",
               "resourcePath": "/v1/carts/{cartId}", "httpMethod": "PUT", "apiId": "a", "path": "/dev/v1/carts/1",
               "extendedRequestId": "e", "requestTime": "t", "requestTimeEpoch": 1780315200000, "domainName": "d",
               "domainPrefix": "p", "protocol": "HTTP/1.1", "unknown": [1],
               "authorizer": {"principalId": "guest", "number": 3, "large": 12345678901, "fraction": 1.5, "flag": true,
                 "none": null, "claims": {"sub": "x", "groups": ["admin", 1]}},
               "identity": {"cognitoIdentityPoolId": "1", "accountId": "2", "cognitoIdentityId": "3", "caller": "4",
                 "apiKey": "5", "principalOrgId": "6", "sourceIp": "203.0.113.7", "cognitoAuthenticationType": "7",
                 "cognitoAuthenticationProvider": "8", "userArn": "9", "userAgent": "10", "user": "11", "accessKey": "12"}},
             "body": "{\\"a\\": \\"\\u00e9\\"}", "isBase64Encoded": true, "unknown": {"a": 1}}""";

    @Test
    void read_shouldBeWhatLambdasRuntimeReads() throws IOException {
        assertSame(FULL);
        assertSame("""
                {"resource": "/", "path": "/", "httpMethod": "GET", "headers": null, "multiValueHeaders": null,
                 "pathParameters": null, "requestContext": {"identity": null, "authorizer": null}, "body": null,
                 "isBase64Encoded": false}""");
        assertSame("""
                {"resource": "/", "httpMethod": "GET", "requestContext": null, "isBase64Encoded": false}""");
    }

    private static void assertSame(String json) throws IOException {
        var expected = LambdaEventSerializers
                .serializerFor(APIGatewayProxyRequestEvent.class, ProxyEventsTest.class.getClassLoader())
                .fromJson(json);
        assertThat(ProxyEvents.read(new ByteArrayInputStream(json.getBytes(UTF_8)))).isEqualTo(expected);
    }

    @Test
    void read_somethingElse_shouldFail() {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> ProxyEvents.read(new ByteArrayInputStream("{".getBytes(UTF_8))));
    }

    @Test
    void write_shouldBeTheResponseInUtf8() throws IOException {
        var stream = new ByteArrayOutputStream();
        ProxyEvents.write(new APIGatewayProxyResponseEvent().withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json")).withBody("{\"name\":\"é😀\"}")
                .withIsBase64Encoded(false), stream);
        var tree = Json.parse(stream.toString(UTF_8));
        assertThat(tree.path("statusCode").asInt()).isEqualTo(200);
        assertThat(tree.at("/headers/Content-Type").asText()).isEqualTo("application/json");
        assertThat(tree.path("body").asText()).isEqualTo("{\"name\":\"é😀\"}");
        assertThat(tree.path("isBase64Encoded").asBoolean(true)).isFalse();
    }
}
