package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.aws.SdkClients;
import dev.stampede.runtime.http.Api.Routes;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.TestPlatform;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class ApiTest {

    private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent()
            .withHttpMethod("GET")
            .withResource("/v1/things")
            .withRequestContext(new ProxyRequestContext().withRequestId("request-1"));

    @Test
    void answer_shouldBeSentWithItsStatusHeadersAndBody() {
        var response = handle(
                request -> HttpResponse.json(201, Map.of("a", 1)).with("Location", "/v1/things/1").uncached());

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

        var response = handle(request -> HttpResponse.empty(201).with("Location", "/v1/things/1"));

        assertThat(response.getHeaders()).containsEntry("Location", "/dev/v1/things/1");
    }

    @Test
    void tokenThatEndedSinceTheGatewayChecked_shouldBe401AndReachNoRoute() {
        token(TestPlatform.NOW.minusSeconds(31));
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
        token(TestPlatform.NOW.minusSeconds(30));
        var response = handle(request -> HttpResponse.ok(Map.of("by", request.customerId())));
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
                + "\"title\":\"Something went wrong on our side\",\"status\":500,\"requestId\":\"request-1\"}");
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
    void noRoute_shouldBe404NamingTheRoute() {
        var response = handle(Api::noRoute);

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(response.getBody()).contains("GET /v1/things");
    }

    @Test
    void correlationId_ofTheCaller_shouldBeUsedAndSentBack() {
        event.setHeaders(Map.of("x-correlation-id", "trace_1.A-b"));

        var response = handle(request -> HttpResponse.ok(Correlation.current().orElseThrow()));

        assertThat(response.getBody()).isEqualTo("\"trace_1.A-b\"");
        assertThat(response.getHeaders()).containsEntry("X-Correlation-Id", "trace_1.A-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "{\"level\":\"ERROR\"}",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void correlationId_thatIsNone_shouldGiveWayToTheRequestId(String id) {
        event.setHeaders(Map.of("X-Correlation-Id", id));

        var response = handle(request -> HttpResponse.ok(Correlation.current().orElseThrow()));

        assertThat(response.getBody()).isEqualTo("\"request-1\"");
    }

    @Test
    void correlationId_withoutAnyRequestId_shouldBeTheInvocations() {
        event.setRequestContext(null);

        var response = handle(request -> HttpResponse.empty(204));

        assertThat(response.getHeaders())
                .containsEntry("X-Correlation-Id", new LambdaContext("Function").getAwsRequestId());
    }

    @Test
    void corsOrigin_thatIsNotSet_shouldBeEverybody() {
        var response = handle(Map.of(), request -> HttpResponse.empty(204));

        assertThat(response.getHeaders()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    private APIGatewayProxyResponseEvent handle(Routes routes) {
        return handle(Map.of("CORS_ORIGIN", "https://shop.example.com"), routes);
    }

    private APIGatewayProxyResponseEvent handle(Map<String, String> settings, Routes routes) {
        var platform = TestPlatform.of(settings, new SdkClients());
        return new Api(platform, routes).handle(event, new LambdaContext("Function"));
    }
}
