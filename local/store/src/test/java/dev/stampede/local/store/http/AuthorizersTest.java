package dev.stampede.local.store.http;

import static dev.stampede.local.store.http.ApiFixture.api;
import static dev.stampede.local.store.http.RecordingFunctions.functions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizersTest {

    private static final String ALLOW = """
            {"principalId":"ada","context":{"groups":"admin","level":7},"policyDocument":{"Statement":[
             {"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}}
            """;

    @Test
    void authorize_allowed_shouldTellTheFunctionWhoCalls() {
        var functions = functions().returning("Auth", ALLOW);
        try (var edge = RunningEdge.serving(guarded(request(300)), functions)) {
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(200);

            var authorizer = functions.events("Shop").getFirst().at("/requestContext/authorizer");
            assertThat(authorizer.get("principalId").asText()).isEqualTo("ada");
            assertThat(authorizer.get("groups").asText()).isEqualTo("admin");
            assertThat(authorizer.get("level").isTextual()).isTrue();
            assertThat(authorizer.get("level").asText()).isEqualTo("7");
        }
    }

    @Test
    void authorize_requestAuthorizer_shouldGetTheRequestWithoutBody() {
        var functions = functions().returning("Auth", ALLOW);
        try (var edge = RunningEdge.serving(guarded(request(300)), functions)) {
            get(edge, "Bearer t");

            var event = functions.events("Auth").getFirst();
            assertThat(event.get("type").asText()).isEqualTo("REQUEST");
            assertThat(event.get("methodArn").asText())
                    .isEqualTo("arn:aws:execute-api:eu-central-1:000000000000:api1/dev/GET/v1/orders/o1");
            assertThat(event.at("/headers/Authorization").asText()).isEqualTo("Bearer t");
            assertThat(event.at("/pathParameters/orderId").asText()).isEqualTo("o1");
            assertThat(event.at("/requestContext/resourcePath").asText()).isEqualTo("/v1/orders/{orderId}");
            assertThat(event.has("body")).isFalse();
        }
    }

    @Test
    void authorize_tokenAuthorizer_shouldGetTheTokenOnly() {
        var functions = functions().returning("Auth", ALLOW);
        try (var edge = RunningEdge.serving(guarded(token(null)), functions)) {
            get(edge, "Bearer t");

            var event = functions.events("Auth").getFirst();
            assertThat(event.properties()).hasSize(3);
            assertThat(event.get("type").asText()).isEqualTo("TOKEN");
            assertThat(event.get("authorizationToken").asText()).isEqualTo("Bearer t");
        }
    }

    @Test
    void authorize_identityMissing_shouldRefuseWithoutAsking() {
        var functions = functions().returning("Auth", ALLOW);
        try (var byRequest = RunningEdge.serving(guarded(request(300)), functions);
                var byToken = RunningEdge.serving(guarded(token(null)), functions)) {
            for (var edge : List.of(byRequest, byToken)) {
                var response = edge.get("/v1/orders/o1");
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
            }
            assertThat(functions.events("Auth")).isEmpty();
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void authorize_tokenNotMatchingItsPattern_shouldRefuseWithoutAsking() {
        var functions = functions().returning("Auth", ALLOW);
        try (var edge = RunningEdge.serving(guarded(token("Bearer .+")), functions)) {
            assertThat(get(edge, "Basic x").statusCode()).isEqualTo(401);
            assertThat(functions.events("Auth")).isEmpty();
            assertThat(get(edge, "Bearer x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void authorize_sameIdentityWithinTheTime_shouldAskOnce() {
        var functions = functions().returning("Auth", ALLOW);
        var clock = new MovableClock();
        try (var edge = RunningEdge.serving(guarded(request(300)), functions, clock)) {
            get(edge, "Bearer t");
            clock.advance(Duration.ofSeconds(299));
            get(edge, "Bearer t");
            assertThat(functions.events("Auth")).hasSize(1);

            get(edge, "Bearer other");
            assertThat(functions.events("Auth")).hasSize(2);

            clock.advance(Duration.ofSeconds(1));
            get(edge, "Bearer t");
            assertThat(functions.events("Auth")).hasSize(3);
            assertThat(functions.events("Shop")).hasSize(4);
        }
    }

    @Test
    void authorize_noTimeToKeep_shouldAskEachTime() {
        var functions = functions().returning("Auth", ALLOW);
        try (var edge = RunningEdge.serving(guarded(request(0)), functions)) {
            get(edge, "Bearer t");
            get(edge, "Bearer t");

            assertThat(functions.events("Auth")).hasSize(2);
        }
    }

    @Test
    void authorize_keptPolicy_shouldBeHeldAgainstTheNewMethod() {
        var functions = functions().returning("Auth", ALLOW.replace("\"*\"", "\"*/GET/*\""));
        var api = api().guardedBy(request(300))
                .route("GET", "/v1/orders/{orderId}")
                .route("POST", "/v1/orders/{orderId}")
                .build();
        try (var edge = RunningEdge.serving(api, functions)) {
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(200);
            var post = edge.send("/v1/orders/o1",
                    request -> request.header("Authorization", "Bearer t").POST(BodyPublishers.noBody()));

            assertThat(post.statusCode()).isEqualTo(403);
            assertThat(functions.events("Auth")).hasSize(1);
            assertThat(functions.events("Shop")).hasSize(1);
        }
    }

    @Test
    void authorize_denied_shouldSayAccessDeniedAndKnowTheCaller() {
        var functions = functions().returning("Auth", ALLOW.replace("Allow", "Deny"));
        var shape = new GatewayResponse(null, Map.of(),
                Map.of("application/json", "{\"who\":\"$context.authorizer.principalId\"}"));
        var api = api().guardedBy(request(300))
                .response("ACCESS_DENIED", shape)
                .route("GET", "/v1/orders/{orderId}")
                .build();
        try (var edge = RunningEdge.serving(api, functions)) {
            var response = get(edge, "Bearer t");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("{\"who\":\"ada\"}");
            assertThat(functions.events("Shop")).isEmpty();
        }
    }

    @Test
    void authorize_functionSaysUnauthorized_shouldSayUnauthorized() {
        try (var edge = RunningEdge.serving(guarded(request(300)), functions().failing("Auth", "Unauthorized"))) {
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void authorize_functionFails_shouldSayServerErrorAndKeepNothing() {
        var functions = functions().failing("Auth", "issuer unreachable");
        try (var edge = RunningEdge.serving(guarded(request(300)), functions)) {
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(500);

            functions.returning("Auth", ALLOW);
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "no json"})
    void authorize_functionReturnsNoPolicy_shouldSayServerError(String answer) {
        try (var edge = RunningEdge.serving(guarded(request(300)), functions().returning("Auth", answer))) {
            assertThat(get(edge, "Bearer t").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void authorize_identityInQuery_shouldBePartOfTheKey() {
        var functions = functions().returning("Auth", ALLOW);
        var byQuery = new AuthorizerDefinition.Request("Key", "Auth", Duration.ofSeconds(60),
                List.of(new AuthorizerDefinition.IdentitySource.InQuery("key")));
        try (var edge = RunningEdge.serving(guarded(byQuery), functions)) {
            assertThat(edge.get("/v1/orders/o1").statusCode()).isEqualTo(401);
            assertThat(edge.get("/v1/orders/o1?key=a").statusCode()).isEqualTo(200);
            assertThat(edge.get("/v1/orders/o1?key=b").statusCode()).isEqualTo(200);
            assertThat(functions.events("Auth")).hasSize(2);
        }
    }

    @Test
    void new_keepingWithoutIdentity_shouldRefuse() {
        assertThatThrownBy(
                () -> new AuthorizerDefinition.Request("A", "Auth", Duration.ofSeconds(1), List.of()))
                        .hasMessageContaining("Identity is missing");
        assertThatThrownBy(() -> request(3_601)).hasMessageContaining("between 0 and 3600");
    }

    private static HttpResponse<String> get(RunningEdge edge, String authorization) {
        return edge.send("/v1/orders/o1", request -> request.header("Authorization", authorization));
    }

    private static Api guarded(AuthorizerDefinition authorizer) {
        return api().guardedBy(authorizer).route("GET", "/v1/orders/{orderId}").build();
    }

    private static AuthorizerDefinition request(int seconds) {
        return new AuthorizerDefinition.Request("Customers", "Auth", Duration.ofSeconds(seconds),
                List.of(new AuthorizerDefinition.IdentitySource.InHeader("Authorization")));
    }

    private static AuthorizerDefinition token(@Nullable String pattern) {
        return new AuthorizerDefinition.Token("Customers", "Auth", Duration.ofSeconds(300), "Authorization",
                pattern == null ? null : Pattern.compile(pattern));
    }

    private static final class MovableClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(RunningEdge.NOW);

        void advance(Duration duration) {
            now.updateAndGet(instant -> instant.plus(duration));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
