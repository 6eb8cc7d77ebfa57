package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {

    private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent().withHttpMethod("GET");
    private final HttpRequest request = new HttpRequest(event, Duration.ofSeconds(10));

    @Test
    void route_shouldBeMethodAndResource() {
        event.withHttpMethod("GET").withResource("/v1/products/{productId}").withPath("/v1/products/tea");

        assertThat(request.route()).isEqualTo("GET /v1/products/{productId}");

        event.setHttpMethod("HEAD");
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
    void queries_withAPrefix_shouldBeKnownAndSorted() {
        event.withHttpMethod("GET")
                .setQueryStringParameters(Map.of("a.y", "1", "a.x", "2", "a.", " ", "b", "3"));

        assertThat(request.queries("a.", name -> !name.isEmpty())).containsExactly(Map.entry("x", "2"),
                Map.entry("y", "1"));
        assertFault(request::check, "a.", "b");
    }

    @Test
    void query_outsideAClosedSet_shouldBe400NamingIt() {
        event.setQueryStringParameters(Map.of("sort", "size"));

        assertFault(() -> request.query("sort", List.of("price", "name"), "name"), "sort");
    }

    @Test
    void query_thatIsBlank_shouldBe400NamingIt() {
        event.setQueryStringParameters(Map.of("limit", "", "sort", " "));

        assertFault(() -> request.query("limit", 1, 100, 20), "limit");
        assertFault(() -> request.query("sort", List.of("price"), "price"), "sort");
    }

    @Test
    void words_thatAreBlank_shouldCountAsAbsent() {
        event.setQueryStringParameters(Map.of("q", " "));

        assertThat(request.words("q")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void check_ofAChangeThatDoesNotReadItsPrecondition_shouldNameIt(String header) {
        event.withHttpMethod("DELETE").setHeaders(Map.of(header, "*"));

        assertFault(request::check, header);
        request.ifMatch();
        request.ifNoneMatch();
        request.check();
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
            "{\"a\": NaN}", "{\"a\": 1,}", "// {}"})
    void json_thatIsNoObject_shouldBe400NamingTheBody(String body) {
        event.setBody(body);

        assertFault(() -> request.json(100), "body");
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\": 1, \"a\": 2}', a", "'{\"x\": [{}, {\"y\": {\"a\": 1, \"b\": 2, \"a\": [1]}}]}', x[1].y.a",
            "'{\"x\": [[0, {\"\\u0007\": 1, \"\\u0007\": 2}]]}', x[0][1].?"})
    void json_withARepeatedKey_shouldBe400NamingIt(String body, String path) {
        event.setBody(body);

        assertFault(() -> request.json(100), path);
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
    void json_whoseBytesAreNoUtf8_shouldBe400NamingTheBody() {
        event.setBody(Base64.getEncoder().encodeToString("{\"name\": \"grün\"}".getBytes(StandardCharsets.ISO_8859_1)));
        event.setIsBase64Encoded(true);

        assertFault(() -> request.json(100), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain;charset=\"UTF-8\"", "",
            "application/json; version=1; Charset=utf8", "application/merge-patch+json"})
    void json_inUtf8_shouldBeRead(String contentType) {
        event.withBody("{}").setHeaders(Map.of("content-type", contentType));

        request.json(100).check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=ISO-8859-1", "application/json;charset=\"utf-16\"",
            "text/plain; a=b ; CHARSET = latin1", "application/json; charset=", "application/json; charset=utf-80"})
    void json_inAnotherCharset_shouldBe415(String contentType) {
        event.withBody("{}").setHeaders(Map.of("content-type", contentType));

        assertProblem(() -> request.json(100), 415);
        event.setHttpMethod("POST");
        assertProblem(newRequest()::check, 415);
    }

    @Test
    void optionalJson_withoutABody_shouldReadAsAnEmptyObject() {
        var fields = request.optionalJson(100);

        assertThat(fields.has("a")).isFalse();
        fields.check();
    }

    @Test
    void query_withSpecialCharacters_shouldBe400NamingIt() {
        for (var value : List.of("a\uFFFDb", "a\u0000", "a\nb", "\u202Ea")) {
            event.setQueryStringParameters(Map.of("q", value));
            assertFault(() -> request.query("q"), "q");
        }
    }

    @Test
    void query_afterTheCheck_shouldBeABug() {
        request.check();

        assertThatIllegalStateException().isThrownBy(() -> request.query("limit"));
    }

    @Test
    void check_withParametersThatNobodyAskedFor_shouldNameThem() {
        event.setQueryStringParameters(Map.of("limit", "1", "sort", "", "Limit", "2"));
        request.query("limit");

        assertFault(request::check, "Limit", "sort");
        assertFault(newRequest().optionalJson(100)::check, "Limit", "limit", "sort");
    }

    @Test
    void check_withAParameterGivenTwice_shouldNameIt() {
        event.setQueryStringParameters(Map.of("limit", "1"));
        event.setMultiValueQueryStringParameters(Map.of("limit", List.of("2", "1")));
        request.query("limit");

        assertFault(request::check, "limit");
    }

    @Test
    void list_separatedByCommasOrRepeated_shouldHaveEachValueOnce() {
        event.setQueryStringParameters(Map.of("codes", "3,1"));
        assertThat(newRequest().list("codes", Integer::valueOf)).containsExactly(3, 1);

        event.setMultiValueQueryStringParameters(Map.of("codes", List.of("1,2", "3", "1")));
        var repeated = newRequest();
        assertThat(repeated.list("codes", Integer::valueOf)).containsExactly(1, 2, 3);
        assertThat(repeated.list("absent", Integer::valueOf)).isEmpty();
        repeated.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",1", "1,", "1,x", "1,2\u0000"})
    void list_withABadValue_shouldNameTheParameter(String values) {
        event.setQueryStringParameters(Map.of("codes", "1"));
        event.setMultiValueQueryStringParameters(Map.of("codes", List.of(values, "1")));

        assertFault(() -> newRequest().list("codes", Integer::valueOf), "codes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " ", "x"})
    void check_ofAGetWithABody_shouldNameTheBody(String body) {
        event.withHttpMethod("GET").setBody(body);

        assertFault(request::check, "body");
        event.setHttpMethod("DELETE");
        assertFault(newRequest()::check, "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void check_ofAPostWhoseBodyIsNotRead_shouldTakeNoneOrAnEmptyObject(String method) {
        event.withHttpMethod(method).setBody(null);
        newRequest().check();
        event.setBody("");
        newRequest().check();
        event.setBody("{ }");
        newRequest().check();

        event.setBody("{\"amount\": 300, \"lines\": [{\"sku\": \"a\"}]}");
        assertFault(newRequest()::check, "amount", "lines");
        for (var body : List.of(" ", "[]", "null", "0", "{ not json", "\uFFFD")) {
            event.setBody(body);
            assertFault(newRequest()::check, "body");
        }
        event.setBody("{}" + " ".repeat(5000));
        assertProblem(newRequest()::check, 413);
    }

    @Test
    void check_ofAPostWhoseBodyIsNotRead_shouldNameItsParametersToo() {
        event.withHttpMethod("POST").withQueryStringParameters(Map.of("force", "true")).setBody("{\"a\": 1}");

        assertFault(request::check, "a", "force");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"1\" | 1", "W/\"1\" | 1", "\"1\", \"2\" | 1 2",
            "W/\"a,b\" ,\"\"\t, \"c-d\" | a,b  c-d", ", \"1\", | 1"})
    void entityTags_shouldBeReadInEitherHeader(String header, String tags) {
        event.setHeaders(Map.of("if-match", header, "if-none-match", header));

        assertThat(request.ifMatch()).contains(
                new EntityTags.Listed(Arrays.stream(tags.split(" ")).map(EntityTag::new).toList()));
        assertThat(request.ifNoneMatch()).isEqualTo(request.ifMatch());
    }

    @Test
    void entityTags_onSeveralLines_shouldBeOneList() {
        event.setHeaders(Map.of("If-Match", "\"2\""));
        event.setMultiValueHeaders(Map.of("If-Match", List.of("\"1\"", "\"2\"")));

        assertThat(request.ifMatch().orElseThrow().include(EntityTag.of(1))).isTrue();
        assertThat(request.ifMatch().orElseThrow().include(EntityTag.of(3))).isFalse();
    }

    @Test
    void entityTags_thatAreAny_shouldIncludeEach() {
        event.setHeaders(Map.of("If-None-Match", " * "));

        assertThat(request.ifNoneMatch().orElseThrow().include(EntityTag.of(1))).isTrue();
        assertThat(request.ifMatch()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "1", "\"1", "1\"", "w/\"1\"", "W/1", "\"1\" \"2\"", "\"1\", *", "\"1\", 2",
            "\"a b\"", "\"ü\""})
    void entityTags_thatAreMalformed_shouldBe400NamingTheHeader(String header) {
        event.setHeaders(Map.of("If-Match", header, "If-None-Match", header));

        assertFault(request::ifMatch, "If-Match");
        assertFault(request::ifNoneMatch, "If-None-Match");
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

    private HttpRequest newRequest() {
        return new HttpRequest(event, Duration.ofSeconds(10));
    }

    private static void assertFault(ThrowingCallable call, String... fields) {
        var problem = catchThrowableOfType(ProblemException.class, call).problem();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly(fields);
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
