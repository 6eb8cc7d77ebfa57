package dev.stampede.local.store.http;

import static dev.stampede.local.store.http.ApiFixture.api;
import static dev.stampede.local.store.http.RecordingFunctions.functions;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stampede.local.store.lambda.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final CorsPolicy CORS = new CorsPolicy("*", null, "Content-Type,Authorization", "600", false, false);

    @Test
    void handle_request_shouldBuildTheProxyEvent() throws Exception {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("PUT", "/v1/carts/{cartId}/items/{sku}").build(), functions)) {
            edge.send("/v1/carts/c%201/items/s1?a=1&a=2&b=x%20y", request -> request.header("If-Match", "\"3\"")
                    .header("X-Many", "one")
                    .header("X-Many", "two")
                    .PUT(BodyPublishers.ofString("{\"q\":\"ä\"}")));
            var event = functions.events("Shop").getFirst();

            assertThat(event.get("resource").asText()).isEqualTo("/v1/carts/{cartId}/items/{sku}");
            assertThat(event.get("path").asText()).isEqualTo("/v1/carts/c%201/items/s1");
            assertThat(event.get("httpMethod").asText()).isEqualTo("PUT");
            assertThat(event.get("pathParameters")).isEqualTo(json("{\"cartId\":\"c 1\",\"sku\":\"s1\"}"));
            assertThat(event.get("queryStringParameters")).isEqualTo(json("{\"a\":\"2\",\"b\":\"x y\"}"));
            assertThat(event.get("multiValueQueryStringParameters"))
                    .isEqualTo(json("{\"a\":[\"1\",\"2\"],\"b\":[\"x y\"]}"));
            assertThat(event.at("/headers/If-Match").asText()).isEqualTo("\"3\"");
            assertThat(event.at("/headers/X-Many").asText()).isEqualTo("two");
            assertThat(event.at("/multiValueHeaders/X-Many")).isEqualTo(json("[\"one\",\"two\"]"));
            assertThat(event.get("body").asText()).isEqualTo("{\"q\":\"ä\"}");
            assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
            assertThat(event.get("stageVariables").isNull()).isTrue();
        }
    }

    @Test
    void handle_request_shouldDescribeItInTheRequestContext() {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products/{productId}").build(), functions)) {
            var response = edge.send("/v1/products/p1", request -> request.header("User-Agent", "tests"));
            var context = functions.events("Shop").getFirst().get("requestContext");

            assertThat(context.get("stage").asText()).isEqualTo("dev");
            assertThat(context.get("resourcePath").asText()).isEqualTo("/v1/products/{productId}");
            assertThat(context.get("requestId").asText())
                    .isEqualTo(response.headers().firstValue("x-amzn-RequestId").orElseThrow());
            assertThat(context.get("requestTime").asText()).isEqualTo("01/Mar/2026:12:00:00 +0000");
            assertThat(context.get("requestTimeEpoch").asLong()).isEqualTo(RunningEdge.NOW.toEpochMilli());
            assertThat(context.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
            assertThat(context.at("/identity/userAgent").asText()).isEqualTo("tests");
            assertThat(context.get("protocol").asText()).isEqualTo("HTTP/1.1");
            assertThat(context.has("authorizer")).isFalse();
        }
    }

    @Test
    void handle_requestWithoutBodyAndParameters_shouldSendNulls() {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(), functions)) {
            edge.get("/v1/products");
            var event = functions.events("Shop").getFirst();

            for (var field : new String[] {"body", "pathParameters", "queryStringParameters",
                    "multiValueQueryStringParameters"}) {
                assertThat(event.get(field).isNull()).as(field).isTrue();
            }
        }
    }

    @Test
    void handle_response_shouldReachTheClient() {
        var functions = functions().returning("Shop", """
                {"statusCode":201,"headers":{"ETag":"\\"1\\"","Set-Cookie":"overridden"},
                 "multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"{\\"id\\":\\"ü\\"}"}
                """);
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts", request -> request.POST(BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("{\"id\":\"ü\"}");
            assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
            assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        }
    }

    @Test
    void handle_responseWithReservedHeader_shouldRemapIt() {
        var functions = functions().returning("Shop",
                "{\"statusCode\":401,\"headers\":{\"WWW-Authenticate\":\"Bearer\"}}");
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/orders").build(), functions)) {
            var headers = edge.get("/v1/orders").headers();

            assertThat(headers.firstValue("x-amzn-Remapped-WWW-Authenticate")).contains("Bearer");
            assertThat(headers.firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void handle_unknownPathOrMethod_shouldSayMissingAuthenticationToken() {
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(), functions())) {
            assertThat(edge.get("/v1/nothing").statusCode()).isEqualTo(403);
            var response = edge.send("/v1/products", request -> request.DELETE());

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
            assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                    .contains("MissingAuthenticationTokenException");
        }
    }

    @Test
    void handle_gatewayResponseInTheTemplate_shouldShapeTheAnswer() {
        var shape = new GatewayResponse(404,
                Map.of("Content-Type", "'application/problem+json'", "X-Request", "context.requestId"),
                Map.of("application/json", "{\"detail\":$context.error.messageString,\"path\":\"$context.path\","
                        + "\"kind\":\"$context.error.responseType\",\"nothing\":\"$context.authorizer.sub\"}"));
        try (var edge = RunningEdge.serving(api().response("MISSING_AUTHENTICATION_TOKEN", shape).build(),
                functions())) {
            var response = edge.get("/v1/nothing");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().allValues("Content-Type")).containsExactly("application/problem+json");
            assertThat(response.headers().firstValue("X-Request"))
                    .isEqualTo(response.headers().firstValue("x-amzn-RequestId"));
            assertThat(response.body()).isEqualTo("{\"detail\":\"Missing Authentication Token\","
                    + "\"path\":\"/v1/nothing\",\"kind\":\"MISSING_AUTHENTICATION_TOKEN\",\"nothing\":\"\"}");
        }
    }

    @Test
    void handle_onlyTheFamilyInTheTemplate_shouldShapeItsMembersAndKeepTheirStatus() {
        var shape = new GatewayResponse(null, Map.of("Access-Control-Allow-Origin", "'*'"), Map.of());
        try (var edge = RunningEdge.serving(api().response("DEFAULT_4XX", shape).build(), functions())) {
            var response = edge.get("/v1/nothing");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        }
    }

    @Test
    void handle_bodyOverTenMegabytes_shouldSayTooLargeWithoutInvoking() {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts",
                    request -> request.POST(BodyPublishers.ofByteArray(new byte[Gateway.MAX_BODY_BYTES + 1])));

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void handle_eventOverSixMegabytes_shouldSayTooLargeWithoutInvoking() {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts",
                    request -> request.POST(BodyPublishers.ofString("x".repeat(Gateway.MAX_EVENT_BYTES))));

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void handle_functionError_shouldSayBadGatewayWithoutDetails() {
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(),
                functions().failing("Shop", "table secret-table not found"))) {
            var response = edge.get("/v1/products");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"ok\"", "{\"status\":200}", "{\"statusCode\":200,\"body\":{}}",
            "{\"statusCode\":999}", "not json", "{\"statusCode\":200,\"headers\":[]}"})
    void handle_malformedResponse_shouldSayBadGateway(String response) {
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(),
                functions().returning("Shop", response))) {
            assertThat(edge.get("/v1/products").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void handle_functionSlowerThanTheGatewayWaits_shouldSayTimeout() {
        var release = new CountDownLatch(1);
        try (var edge = RunningEdge.impatient(api().route("GET", "/v1/products").build(), (id, event) -> {
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new Invocation.Failed("r1", "late", "late");
        })) {
            var response = edge.get("/v1/products");

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
            release.countDown();
        }
    }

    @Test
    void handle_preflight_shouldAnswerFromTheTemplateWithoutInvoking() {
        var functions = functions();
        var api = api().cors(CORS).route("POST", "/v1/carts").route("GET", "/v1/carts").build();
        try (var edge = RunningEdge.serving(api, functions)) {
            var response = edge.send("/v1/carts", request -> request.method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "https://shop.example"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).contains("GET,OPTIONS,POST");
            assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("Content-Type,Authorization");
            assertThat(response.headers().firstValue("Access-Control-Max-Age")).contains("600");
            assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void handle_preflightOfAResourceWithAnyMethod_shouldStillBeAnsweredFromTheTemplate() {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().cors(CORS).route("ANY", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts", request -> request.method("OPTIONS", BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void handle_methodBesideTheOthers_shouldReachTheFunctionOfAny() {
        var functions = functions();
        var api = api().route("GET", "/v1/carts", "Get").route("ANY", "/v1/carts", "Any").build();
        try (var edge = RunningEdge.serving(api, functions)) {
            var get = edge.get("/v1/carts");
            var head = edge.send("/v1/carts", request -> request.HEAD());

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(get.body()).isNotEmpty();
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length"))
                    .isPresent().isEqualTo(get.headers().firstValue("Content-Length"));
            assertThat(functions.events("Get")).hasSize(1);
            assertThat(functions.events("Any").getFirst().get("httpMethod").asText()).isEqualTo("HEAD");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip | true", "gzip, deflate, br, zstd | true", "GZIP;q=0.5 | true",
            "br;q=0.9, gzip;q=1.0 | true", "br, gzip;q=0.9 | false", "gzip;q=0 | false", "* | false", "br | false",
            "gzip;q=x | false"})
    void handle_largeResponse_shouldBeCompressedForThoseWhoAskForGzip(String accept, boolean compressed)
            throws Exception {
        var functions = functions().returning("Shop",
                "{\"statusCode\":200,\"headers\":{\"ETag\":\"\\\"1\\\"\"},\"body\":\"" + "ü".repeat(1000) + "\"}");
        try (var edge = RunningEdge.serving(api().compressing(1024).route("GET", "/v1/products").build(), functions)) {
            var response = edge.sendForBytes("/v1/products", request -> request.header("Accept-Encoding", accept));

            assertThat(response.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(compressed);
            assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
            var body = compressed
                    ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                    : response.body();
            assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("ü".repeat(1000));
        }
    }

    @Test
    void handle_smallResponseOrWithoutCompression_shouldStayAsItIs() {
        var api = api().compressing(1024).route("GET", "/v1/products").build();
        var plain = api().route("GET", "/v1/products").build();
        try (var small = RunningEdge.serving(api, functions());
                var large = RunningEdge.serving(plain,
                        functions().returning("Shop", "{\"body\":\"" + "x".repeat(5000) + "\"}"))) {
            for (var edge : List.of(small, large)) {
                var response = edge.sendForBytes("/v1/products", request -> request.header("Accept-Encoding", "gzip"));
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "identity"})
    void handle_encodedRequest_shouldReachTheFunctionDecoded(String coding) {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts", request -> request.header("Content-Encoding", coding)
                    .POST(BodyPublishers.ofByteArray(encoded(coding, "{\"name\":\"tée\"}"))));

            assertThat(response.statusCode()).isEqualTo(200);
            var event = functions.events("Shop").getFirst();
            assertThat(event.path("body").asText()).isEqualTo("{\"name\":\"tée\"}");
            assertThat(event.at("/headers/Content-Encoding").isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "gzip", "deflate"})
    void handle_requestThatIsNotInItsCoding_shouldBeRefused(String coding) {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts", request -> request.header("Content-Encoding", coding)
                    .POST(BodyPublishers.ofString("{}")));

            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void handle_truncatedGzip_shouldBeRefused() {
        var body = encoded("gzip", "{\"name\":\"tea\"}");
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions())) {
            var response = edge.send("/v1/carts", request -> request.header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(body, 0, body.length - 9)));

            assertThat(response.statusCode()).isEqualTo(415);
        }
    }

    @Test
    void handle_smallRequestThatDecodesToMoreThanTheLimit_shouldBeRefused() {
        var functions = functions();
        var body = encoded("gzip", " ".repeat(Gateway.MAX_BODY_BYTES + 1));
        try (var edge = RunningEdge.serving(api().route("POST", "/v1/carts").build(), functions)) {
            var response = edge.send("/v1/carts", request -> request.header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(body)));

            assertThat(body.length).isLessThan(100_000);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    private static byte[] encoded(String coding, String text) {
        var bytes = new ByteArrayOutputStream();
        try (var stream = switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> bytes;
        }) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a%2Fb | a/b", "a%2fb | a/b", "a%5Cb | a\\\\b",
            "%2e%2e | ..",
            "a;b | a;b"})
    void handle_strangePath_shouldReachTheFunctionDecoded(String segment, String parameter) {
        var functions = functions();
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products/{productId}").build(), functions)) {
            assertThat(edge.raw("GET /v1/products/" + segment + " HTTP/1.1")).startsWith("HTTP/1.1 200");

            assertThat(functions.events("Shop").getFirst().at("/pathParameters/productId").asText())
                    .isEqualTo(parameter.translateEscapes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/products HTTP/9", "nonsense", "GET /v1/ü b HTTP/1.1",
            "GET /%u0041?q=%%% HTTP/7.x",
            "GET /v1/products/a%00 HTTP/1.1", "GET /v1/products/%zz HTTP/1.1"})
    void handle_whatIsNotHttp_shouldBeAProblemDocument(String requestLine) {
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(), functions())) {
            assertThat(edge.raw(requestLine)).containsPattern("HTTP/1\\.1 (400|505)")
                    .contains("application/problem+json", "\"status\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/products/a%00 HTTP/1.1", "GET /v1/products/%zz HTTP/1.1", "nonsense"})
    void handle_whatCannotBeRead_shouldHaveTheHeadersOfTheGatewaysAnswers(String requestLine) {
        var shape = new GatewayResponse(null, Map.of("Access-Control-Allow-Origin", "'https://shop.example.com'",
                "X-Request", "context.requestId"), Map.of());
        var api = api().route("GET", "/v1/products").response("DEFAULT_4XX", shape).build();
        try (var edge = RunningEdge.serving(api, functions())) {
            assertThat(edge.raw(requestLine)).startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("Access-Control-Allow-Origin: https://shop.example.com")
                    .containsPattern("(?is)x-amzn-RequestId: ([0-9a-f-]{36})\\b.*\"requestId\":\"\\1\"")
                    .containsPattern("(?i)X-Request: [0-9a-f-]{36}");
        }
    }

    @Test
    void handle_headersOrAddressTooLong_shouldBeAProblemDocument() {
        try (var edge = RunningEdge.serving(api().route("GET", "/v1/products").build(), functions())) {
            assertThat(edge.raw("GET /v1/products?q=" + "x".repeat(20_000) + " HTTP/1.1"))
                    .startsWith("HTTP/1.1 414").contains("application/problem+json", "\"status\":414");
            assertThat(edge.raw("GET /v1/products HTTP/1.1\r\nX-Long: " + "x".repeat(20_000)))
                    .startsWith("HTTP/1.1 431").contains("application/problem+json", "\"status\":431");
        }
    }

    @Test
    void handle_preflightOfUnknownPathOrWithoutCors_shouldRefuse() {
        try (var edge = RunningEdge.serving(api().cors(CORS).route("GET", "/v1/carts").build(), functions());
                var plain = RunningEdge.serving(api().route("GET", "/v1/carts").build(), functions())) {
            var refused = edge.send("/nothing", request -> request.method("OPTIONS", BodyPublishers.noBody()));
            var withoutCors = plain.send("/v1/carts", request -> request.method("OPTIONS", BodyPublishers.noBody()));

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(withoutCors.statusCode()).isEqualTo(403);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
