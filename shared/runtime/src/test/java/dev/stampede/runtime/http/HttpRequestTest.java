package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {

    private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
    private final HttpRequest request = new HttpRequest(event, Duration.ofSeconds(10));

    @Test
    void route_shouldBeMethodAndResource() {
        event.withHttpMethod("GET").withResource("/v1/products/{productId}").withPath("/v1/products/tea");

        assertThat(request.route()).isEqualTo("GET /v1/products/{productId}");
    }

    @Test
    void everything_thatIsAbsent_shouldReadAsAbsent() {
        assertThat(request.requestId()).isEmpty();
        assertThat(request.caller()).isEqualTo(Caller.guest());
        assertThat(request.header("If-Match")).isEmpty();
        assertThat(request.query("limit")).isEmpty();
        assertThat(request.query("limit", 1, 100, 20)).isEqualTo(20);
        assertThat(request.query("minPrice", 0L, 10L)).isEmpty();
        assertThat(request.query("sort", List.of("price", "name"), "name")).isEqualTo("name");
        assertThat(request.body(0)).isEmpty();
    }

    @Test
    void header_shouldBeFoundInAnyCase() {
        event.setHeaders(Map.of("idempotency-KEY", "k"));

        assertThat(request.header("Idempotency-Key")).contains("k");
    }

    @Test
    void path_thatCannotBeParsed_shouldBe400NamingIt() {
        event.setPathParameters(Map.of("sku", "TEA"));
        assertThat(request.path("sku", Sku::new)).isEqualTo(new Sku("TEA"));

        event.setPathParameters(Map.of("sku", "a b"));
        assertFault(() -> request.path("sku", Sku::new), "sku");
        event.setPathParameters(null);
        assertFault(() -> request.path("sku", Sku::new), "sku");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "' 7 ', 7"})
    void query_aNumberWithinItsBounds_shouldBeTaken(String value, int number) {
        event.setQueryStringParameters(Map.of("limit", value));

        assertThat(request.query("limit", 1, 100, 20)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "x", "99999999999999999999"})
    void query_aNumberOutOfBounds_shouldBe400NamingIt(String value) {
        event.setQueryStringParameters(Map.of("limit", value));

        assertFault(() -> request.query("limit", 1, 100, 20), "limit");
        assertFault(() -> request.query("limit", 1L, 100L), "limit");
    }

    @Test
    void query_outsideAClosedSet_shouldBe400NamingIt() {
        event.setQueryStringParameters(Map.of("sort", "size"));

        assertFault(() -> request.query("sort", List.of("price", "name"), "name"), "sort");
    }

    @Test
    void query_thatIsBlank_shouldCountAsAbsent() {
        event.setQueryStringParameters(Map.of("limit", " "));

        assertThat(request.query("limit", 1, 100, 20)).isEqualTo(20);
    }

    @Test
    void json_anObject_shouldBeReadable() {
        event.setBody("{\"name\": \"Tea\"}");

        assertThat(request.json(15).text("name", 1, 5)).isEqualTo("Tea");
    }

    @Test
    void json_inBase64_shouldBeDecodedAndMeasuredDecoded() {
        var json = "{\"name\": \"Tee, grün\"}";
        event.setBody(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
        event.setIsBase64Encoded(true);

        assertThat(request.json(22).text("name", 1, 20)).isEqualTo("Tee, grün");
        assertProblem(() -> request.json(21), 413);
    }

    @Test
    void json_thatIsNoBase64_shouldBe400NamingTheBody() {
        event.setBody("%%%");
        event.setIsBase64Encoded(true);

        assertFault(() -> request.json(100), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\": 1}}", "{\"a\": 1} {}", "[]", "null", "1", "\"text\"", "{a: 1}",
            "{\"a\": NaN}", "{\"a\": 1, \"a\": 2}", "{\"a\": 1,}", "// {}"})
    void json_thatIsNoObject_shouldBe400NamingTheBody(String body) {
        event.setBody(body);

        assertFault(() -> request.json(100), "body");
    }

    @Test
    void json_thatIsNestedTooDeep_shouldBe400NamingTheBody() {
        event.setBody("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000));

        assertFault(() -> request.json(1_000_000), "body");
    }

    @Test
    void body_shouldBeMeasuredInBytes() {
        event.setBody("ü".repeat(50));

        assertThat(request.body(100)).hasSize(50);
        assertProblem(() -> request.body(99), 413);
    }

    @Test
    void caller_shouldBeWhatTheAuthorizerSays() {
        authorizer(Map.of("customerId", "c1", "groups", "admin  staff"));

        assertThat(request.caller().customer()).contains("c1");
        assertThat(request.caller().isAdmin()).isTrue();
        assertThat(request.admin().groups()).containsExactlyInAnyOrder("admin", "staff");
        assertThat(request.customerId()).isEqualTo("c1");
    }

    @Test
    void caller_withoutACustomerId_shouldBeAGuestWhateverTheGroups() {
        authorizer(Map.of("groups", "admin"));
        assertThat(request.caller()).isEqualTo(Caller.guest());

        authorizer(Map.of("customerId", " ", "groups", "admin"));
        assertThat(request.caller()).isEqualTo(Caller.guest());
    }

    @Test
    void caller_withAGroupTwice_shouldStillBeRead() {
        authorizer(Map.of("customerId", "c1", "groups", "staff staff"));

        assertThat(request.caller().groups()).containsExactly("staff");
    }

    @Test
    void admin_byAnybodyElse_shouldBe403() {
        assertProblem(request::admin, 403);

        authorizer(Map.of("customerId", "c1", "groups", "administrators"));
        assertProblem(request::admin, 403);
    }

    @Test
    void customerId_ofAGuest_shouldBe401() {
        assertProblem(request::customerId, 401);
    }

    private void authorizer(Map<String, Object> context) {
        var requestContext = new ProxyRequestContext();
        requestContext.setAuthorizer(context);
        event.setRequestContext(requestContext);
    }

    private static void assertFault(ThrowingCallable call, String field) {
        var problem = catchThrowableOfType(ProblemException.class, call).problem();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly(field);
    }

    private static void assertProblem(ThrowingCallable call, int status) {
        assertThat(catchThrowableOfType(ProblemException.class, call).problem().status()).isEqualTo(status);
    }

    /** A type that a field is parsed into. */
    private record Sku(String value) {
        Sku {
            if (!value.matches("[A-Z]+")) {
                throw new IllegalArgumentException("must be a SKU");
            }
        }
    }
}
