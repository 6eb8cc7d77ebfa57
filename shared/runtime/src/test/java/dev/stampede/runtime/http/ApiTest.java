package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.aws.SdkClients;
import dev.stampede.runtime.http.Api.Route;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.ProjectFiles;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class ApiTest {

    private static LocalDynamoDb database;

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("LimitsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent()
            .withHttpMethod("GET")
            .withResource("/v1/things")
            .withRequestContext(new ProxyRequestContext().withRequestId("request-1"));

    @Test
    void answer_shouldBeSentWithItsStatusHeadersAndBody() {
        var response = handle(
                checked(() -> HttpResponse.json(201, Map.of("a", 1)).with("Location", "/v1/things/1").uncached()));

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getBody()).isEqualTo("{\"a\":1}");
        assertThat(response.getIsBase64Encoded()).isFalse();
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Location", "/v1/things/1")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example.com");
    }

    @Test
    void location_belowAStage_shouldNameTheStage() {
        event.getRequestContext().setPath("/dev/v1/things");

        var response = handle(checked(() -> HttpResponse.empty(201).with("Location", "/v1/things/1")));

        assertThat(response.getHeaders()).containsEntry("Location", "/dev/v1/things/1");
    }

    @Test
    void request_fromTheDistribution_shouldHaveTheAddressAndThePathOfTheShopper() {
        fromDistribution("the secret", "2001:db8::1");

        var response = withSecret("the secret").handle(event, CONTEXT);

        assertThat(response.getBody()).isEqualTo("{\"from\":\"2001:db8::1\"}");
        assertThat(response.getHeaders()).containsEntry("Location", "/v1/things/1");
    }

    @ParameterizedTest
    @CsvSource({"the secret,another", "the secret,''", "'',''", "'',any"})
    void request_withoutTheDistributionsSecret_shouldHaveTheAddressThatTheGatewaySaw(String secret, String given) {
        fromDistribution(given, "2001:db8::1");

        var response = withSecret(secret).handle(event, CONTEXT);

        assertThat(response.getBody()).isEqualTo("{\"from\":\"192.0.2.1\"}");
        assertThat(response.getHeaders()).containsEntry("Location", "/dev/v1/things/1");
    }

    @Test
    void distribution_withoutAnAddress_shouldLeaveTheOneThatTheGatewaySaw() {
        fromDistribution("the secret", "not an address");

        assertThat(withSecret("the secret").handle(event, CONTEXT).getBody())
                .isEqualTo("{\"from\":\"192.0.2.1\"}");
    }

    private void fromDistribution(String secret, String viewer) {
        event.withPath("/v1/things").withHeaders(Map.of("x-origin-secret", secret, "x-viewer-address", viewer));
        event.getRequestContext().setPath("/dev/v1/things");
        event.getRequestContext().setIdentity(new RequestIdentity().withSourceIp("192.0.2.1"));
    }

    private static Api withSecret(String secret) {
        var settings = new HashMap<>(limits(100, 100));
        settings.put("ORIGIN_SECRET", secret);
        return new Api(TestEnvironment.of(settings, database.client()), Map.of("GET /v1/things", request -> {
            request.check();
            return HttpResponse.ok(Map.of("from", request.sourceAddress().orElseThrow()))
                    .with("Location", "/v1/things/1");
        }));
    }

    @Test
    void tokenThatEndedSinceTheGatewayChecked_shouldBe401AndReachNoRoute() {
        token(TestEnvironment.NOW.minusSeconds(31));
        var response = handle(request -> {
            throw new AssertionError("reached");
        });
        assertThat(response.getStatusCode()).isEqualTo(401);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("WWW-Authenticate", "Bearer");
    }

    @Test
    void tokenThatEndedWithinTheClocksTolerance_shouldReachItsRoute() {
        token(TestEnvironment.NOW.minusSeconds(30));
        var response = handle(request -> {
            request.check();
            return HttpResponse.ok(Map.of("by", request.customerId()));
        });
        assertThat(response.getBody()).isEqualTo("{\"by\":\"ada\"}");
    }

    private void token(Instant expiresAt) {
        event.getRequestContext().setAuthorizer(
                Map.of("customerId", "ada", "groups", "", "expiresAt", Long.toString(expiresAt.getEpochSecond())));
    }

    @Test
    void problemThrownWhileDecoding_shouldBeAnswered() {
        var response = handle(request -> {
            throw new ProblemException(Problem.invalid("limit", "must be a number"));
        });

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example.com");
        assertThat(response.getBody()).contains("\"field\":\"limit\"");
    }

    @Test
    void anythingElseThrown_shouldBe500WithTheRequestIdAndNoDetail() {
        var response = handle(request -> {
            throw new IllegalStateException("secret of buyer@example.com", new RuntimeException("table orders"));
        });

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.getBody()).isEqualTo("{\"type\":\"urn:stampede:problem:internal-error\","
                + "\"title\":\"An internal error occurred\",\"status\":500,\"requestId\":\"request-1\"}");
    }

    @Test
    void throttlingThatOutlastsTheClient_shouldBe503ThatAsksToComeBack() {
        var response = handle(request -> {
            throw ProvisionedThroughputExceededException.builder()
                    .message("table orders")
                    .statusCode(400)
                    .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("ProvisionedThroughputExceededException").build())
                    .build();
        });

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "1")
                .containsEntry("Cache-Control", "no-store");
        assertThat(response.getBody())
                .contains("urn:stampede:problem:unavailable", "\"requestId\":\"request-1\"")
                .doesNotContain("table orders");
    }

    @Test
    void pathThatTheFunctionDoesNotHave_shouldBe404NamingTheRoute() {
        event.setResource("/v1/others");

        var response = handle(checked(ApiTest::ok));

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(response.getBody()).contains("GET /v1/others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH", "TRACE", "get"})
    void methodThatThePathDoesNotHave_shouldBe405NamingThoseItHas(String method) {
        event.setHttpMethod(method);

        var response = handle(Map.of("GET /v1/things", request -> ok(), "PUT /v1/things", request -> ok(),
                "POST /v1/things/{id}", request -> ok()));

        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders())
                .containsEntry("Allow", "GET, HEAD, OPTIONS, PUT")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(response.getBody()).contains("urn:stampede:problem:method-not-allowed", "GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void head_shouldBeAnsweredLikeGet() {
        event.setHttpMethod("HEAD");

        var response = handle(request -> {
            request.check();
            return HttpResponse.ok("body").with(new EntityTag("7"));
        });

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"7\"").containsEntry("Content-Type",
                "application/json");
        assertThat(response.getBody()).as("what the gateway takes the length of").isEqualTo("\"body\"");
    }

    @Test
    void head_whereThereIsNoGet_shouldBe405() {
        event.setHttpMethod("HEAD");

        var response = handle(Map.of("POST /v1/things", request -> ok()));

        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders()).containsEntry("Allow", "OPTIONS, POST");
    }

    @Test
    void pathOfAdmins_shouldBe403ForAnybodyElseBeforeItsRouteIsAsked() {
        event.setResource("/v1/admin/things");

        var response = handle(Map.of("GET /v1/admin/things", request -> {
            throw new AssertionError("asked");
        }));

        assertThat(response.getStatusCode()).isEqualTo(403);
    }

    @Test
    void answerOfARouteThatDoesNotCheckItsRequest_shouldBe500() {
        var response = handle(request -> HttpResponse.ok("unchecked"));

        assertThat(response.getStatusCode()).isEqualTo(500);
    }

    @Test
    void everyAnswer_shouldSayWhatTheLimitOfItsCallerIs() {
        from("203.0.113.7");
        var api = limited(5, 1000);

        assertLimit(api.handle(event, CONTEXT), 200, "\"caller\";q=5;w=60", "\"caller\";r=4;t=60");
        event.setResource("/v1/none");
        assertLimit(api.handle(event, CONTEXT), 404, "\"caller\";q=5;w=60", "\"caller\";r=3;t=60");
        event.setResource("/v1/admin/things");
        assertLimit(api.handle(event, CONTEXT), 403, "\"caller\";q=5;w=60", "\"caller\";r=2;t=60");
        token(TestEnvironment.NOW.minusSeconds(31));
        assertLimit(api.handle(event, CONTEXT), 401, "\"caller\";q=5;w=60", "\"caller\";r=1;t=60");
    }

    @Test
    void moreRequestsThanTheLimit_shouldBe429WithTheTimeToWaitAndReachNoRoute() {
        from("203.0.113.7");
        var api = limited(5, 1000);
        for (var number = 0; number < 5; number++) {
            assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        }
        event.setHttpMethod("POST");

        var response = api.handle(event, CONTEXT);

        assertLimit(response, 429, "\"caller\";q=5;w=60", "\"caller\";r=0;t=60");
        assertThat(response.getHeaders())
                .containsEntry("Retry-After", "60")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(response.getBody()).isEqualTo("{\"type\":\"urn:stampede:problem:rate-limited\","
                + "\"title\":\"Too many requests\",\"status\":429,\"detail\":\"The limit is 5 in 60 seconds\","
                + "\"policy\":\"caller\"}");
    }

    @Test
    void guests_shouldBeToldApartByTheGatewaysAddressNotByAHeader() {
        var api = limited(1, 1000);
        from("203.0.113.7");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        event.setHeaders(Map.of("X-Forwarded-For", "198.51.100.1", "Forwarded", "for=198.51.100.1"));
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(429);

        from("203.0.113.8");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
    }

    @Test
    void guestsOfOneIpv6Network_shouldShareALimit() {
        var api = limited(1, 1000);
        from("2001:db8:1:2::1");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        from("2001:db8:1:2:ffff::9");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(429);
        from("2001:db8:1:3::1");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
    }

    @Test
    void customers_shouldHaveALimitOfTheirOwnWhateverTheirAddress() {
        var api = limited(1, 1000);
        from("203.0.113.7");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);

        token(TestEnvironment.NOW);
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        from("203.0.113.8");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(429);
    }

    @Test
    void expiredToken_shouldCountAgainstTheAddressAndNotTheCustomer() {
        var api = limited(1, 1000);
        from("203.0.113.7");
        token(TestEnvironment.NOW.minusSeconds(31));
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(401);
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(429);

        token(TestEnvironment.NOW);
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
    }

    @Test
    void apiKey_shouldHaveALimitOfItsOwnInsteadOfItsServersAddress() {
        var api = limited(1, 3);
        from("203.0.113.7").setApiKey("key-1");
        for (var number = 0; number < 3; number++) {
            assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        }

        assertLimit(api.handle(event, CONTEXT), 429, "\"api-key\";q=3;w=3600", "\"api-key\";r=0;t=3600");
        from("203.0.113.7").setApiKey("key-2");
        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
    }

    @Test
    void customerWithAnApiKey_shouldCountAgainstBoth() {
        from("203.0.113.7").setApiKey("key-1");
        token(TestEnvironment.NOW);

        assertLimit(limited(5, 7).handle(event, CONTEXT), 200, "\"caller\";q=5;w=60, \"api-key\";q=7;w=3600",
                "\"caller\";r=4;t=60, \"api-key\";r=6;t=3600");
    }

    @Test
    void callerWithoutAnAddress_shouldPass() {
        var api = limited(1, 1);

        assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        var response = api.handle(event, CONTEXT);
        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).doesNotContainKeys("RateLimit", "RateLimit-Policy");
    }

    @Test
    void limitsTableOutOfReach_shouldLetEverybodyPass() {
        from("203.0.113.7");
        var environment = TestEnvironment.of(limits(100, 1), new DynamoDbClient() {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                throw SdkClientException.create("connection refused");
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        });
        var api = new Api(environment, Map.of("GET /v1/things", checked(ApiTest::ok)));

        for (var number = 0; number < 200; number++) {
            assertThat(api.handle(event, CONTEXT).getStatusCode()).isEqualTo(200);
        }
    }

    private static final LambdaContext CONTEXT = new LambdaContext("Function");

    private RequestIdentity from(String address) {
        var identity = new RequestIdentity().withSourceIp(address);
        event.getRequestContext().setIdentity(identity);
        return identity;
    }

    private static Map<String, String> limits(int perCaller, int perApiKey) {
        return Map.of("CALLER_REQUESTS_PER_MINUTE", Integer.toString(perCaller), "API_KEY_REQUESTS_PER_HOUR",
                Integer.toString(perApiKey));
    }

    private static Api limited(int perCaller, int perApiKey) {
        database.clear("LimitsTable");
        return new Api(TestEnvironment.of(limits(perCaller, perApiKey), database.client()), Map.of(
                "GET /v1/things", checked(ApiTest::ok),
                "POST /v1/things", request -> {
                    throw new AssertionError("reached");
                }));
    }

    private static void assertLimit(
            APIGatewayProxyResponseEvent response, int status, String policy, String limit) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(response.getHeaders())
                .containsEntry("RateLimit-Policy", policy)
                .containsEntry("RateLimit", limit);
    }

    @Test
    void exposedHeaders_shouldBeThoseOfEveryAnswerOfTheGateway() {
        var template = ProjectFiles.text("template.yaml");
        var responses = template.substring(template.indexOf("\n      GatewayResponses:"), template.indexOf("# ----",
                template.indexOf("\n      GatewayResponses:")));

        assertThat(responses.lines().filter(line -> line.contains("Access-Control-Expose-Headers:")).map(String::strip))
                .hasSameSizeAs(responses.lines().filter(line -> line.contains("ResponseTemplates:")).toList())
                .containsOnly("Access-Control-Expose-Headers: \"'" + Api.EXPOSED_HEADERS + "'\"");
    }

    @Test
    void exposedHeaders_shouldHoldThoseThatAnswersHave() {
        assertThat(handle(checked(ApiTest::ok)).getHeaders().get("Access-Control-Expose-Headers").split(","))
                .contains("Allow", "ETag", "Idempotency-Replayed", "Link", "Location", "Retry-After",
                        "X-Correlation-Id");
    }

    @Test
    void correlationId_ofTheCaller_shouldBeUsedAndSentBack() {
        event.setHeaders(Map.of("x-correlation-id", "trace_1.A-b"));

        var response = handle(checked(() -> HttpResponse.ok(Correlation.current().orElseThrow())));

        assertThat(response.getBody()).isEqualTo("\"trace_1.A-b\"");
        assertThat(response.getHeaders()).containsEntry("X-Correlation-Id", "trace_1.A-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "{\"level\":\"ERROR\"}",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void correlationId_thatIsNone_shouldGiveWayToTheRequestId(String id) {
        event.setHeaders(Map.of("X-Correlation-Id", id));

        var response = handle(checked(() -> HttpResponse.ok(Correlation.current().orElseThrow())));

        assertThat(response.getBody()).isEqualTo("\"request-1\"");
    }

    @Test
    void correlationId_withoutAnyRequestId_shouldBeTheInvocations() {
        event.setRequestContext(null);

        var response = handle(checked(() -> HttpResponse.empty(204)));

        assertThat(response.getHeaders())
                .containsEntry("X-Correlation-Id", new LambdaContext("Function").getAwsRequestId());
    }

    @Test
    void corsOrigin_thatIsNotSet_shouldBeEverybody() {
        var response = handle(Map.of(), Map.of("GET /v1/things", checked(() -> HttpResponse.empty(204))));

        assertThat(response.getHeaders()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    private static HttpResponse ok() {
        return HttpResponse.ok("ok");
    }

    private static Route checked(Supplier<HttpResponse> answer) {
        return request -> {
            request.check();
            return answer.get();
        };
    }

    /** Answers {@code GET /v1/things}. */
    private APIGatewayProxyResponseEvent handle(Route route) {
        return handle(Map.of("GET /v1/things", route));
    }

    private APIGatewayProxyResponseEvent handle(Map<String, Route> routes) {
        return handle(Map.of("CORS_ORIGIN", "https://shop.example.com"), routes);
    }

    private APIGatewayProxyResponseEvent handle(Map<String, String> settings, Map<String, Route> routes) {
        var environment = TestEnvironment.of(settings, new SdkClients());
        return new Api(environment, routes).handle(event, new LambdaContext("Function"));
    }
}
