package dev.stampede.browse;

import static dev.stampede.browse.ProductFixture.TABLE;
import static dev.stampede.browse.ProductFixture.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.ReadOnlyDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class BrowseApiTest {

    private static final String DETAIL = "BrowseFunction-Product.json";
    private static final String BY_SLUG = "BrowseFunction-ProductBySlug.json";
    private static final String CONTRACT = "BrowseFunction-Contract.json";

    private static LocalDynamoDb database;

    private final BrowseApi api = api(TABLE);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear(TABLE);
    }

    /** It runs before a snapshot is taken, in each deployment. */
    @Test
    void prime_shouldReadAndDoNothingElse() {
        var reads = new ReadOnlyDynamoDb(database.client());
        new BrowseApi(TestEnvironment.of(settings(TABLE), reads.client())).prime();
        assertThat(reads.reads()).isNotEmpty();
    }

    @Test
    void newBrowseApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new BrowseApi(environment))
                .withMessage("Settings: CATALOG_TABLE is not set");
    }

    @Test
    void detail_ofAProduct_shouldAnswerAllOfIt() {
        put(product("field-notebook").titled("Field notebook").at(950));

        var response = handle(event(DETAIL));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders().get("ETag")).matches("\"7-[A-Za-z0-9_-]{16}\"");
        assertThat(body(response)).isEqualTo(parsed("""
                {"productId": "field-notebook", "title": "Field notebook", "slug": "field-notebook",
                 "summary": "About Field notebook",
                 "description": "All about Field notebook", "category": "paper", "tags": ["new"],
                 "priceRange": {"from": 950, "to": 950}, "compareAtPrice": 1050,
                 "currency": "EUR",
                 "picture": {"url": "https://images.example.com/field-notebook.jpg", "alt": "A picture", "width": 800,
                   "height": 600},
                 "availability": "IN_STOCK",
                 "options": [{"name": "size", "values": ["One", "Two"]}],
                 "variants": [
                   {"sku": "SKU-field-notebook", "options": {"size": "One"}, "price": 950, "compareAtPrice": 1050,
                    "barcode": "4006381333931", "weight": 210, "maxPerOrder": 3, "availability": "IN_STOCK"},
                   {"sku": "NEW-field-notebook", "options": {"size": "Two"}, "price": 951, "availability": "OUT"}],
                 "media": [
                   {"url": "https://images.example.com/field-notebook.jpg", "alt": "A picture", "width": 800,
                    "height": 600, "skus": []},
                   {"url": "https://images.example.com/two.jpg", "skus": ["NEW-field-notebook"]}],
                 "attributes": {"colors": ["red", "blue"], "lined": true, "material": "wool", "pages": 96},
                 "seo": {"title": "Buy Field notebook"}, "requiresShipping": true,
                 "createdAt": "2026-03-01T10:00:00Z", "updatedAt": "2026-03-01T10:00:00Z"}
                """));
    }

    @ParameterizedTest
    @CsvSource({"availableFrom,1", "availableUntil,0"})
    void detail_ofAProductOutsideItsPeriod_shouldAnswer404(String bound, long millis) {
        put(product("field-notebook")
                .having(Map.of(bound, TestEnvironment.CLOCK.instant().plusMillis(millis).toString())));

        assertProblem(handle(event(DETAIL)), 404, "not-found");
    }

    @Test
    void detail_ofADraft_shouldAnswer404() {
        put(product("field-notebook").having(Map.of("status", "DRAFT")));

        assertProblem(handle(event(DETAIL)), 404, "not-found");
    }

    @Test
    void bySlug_shouldAnswerTheProduct() {
        put(product("field-notebook").having(Map.of("slug", "field-notebook")));
        slug("field-notebook", "field-notebook");

        var response = handle(event(BY_SLUG));

        assertThat(body(response)).isEqualTo(body(handle(event(DETAIL))));
        assertThat(handle(knowing(event(BY_SLUG), response.getHeaders().get("ETag"))).getStatusCode()).isEqualTo(304);
    }

    @Test
    void bySlug_ofAFormerSlug_shouldRedirectToTheCurrentOne() {
        put(product("field-notebook").having(Map.of("slug", "the-new-one")));
        slug("field-notebook", "field-notebook");

        var response = handle(event(BY_SLUG));

        assertThat(response.getStatusCode()).isEqualTo(301);
        assertThat(response.getHeaders())
                .containsEntry("Location", "/dev/v1/products/by-slug/the-new-one")
                .containsEntry("Cache-Control", "public, max-age=5, stale-while-revalidate=30");
        assertThat(response.getBody()).isEmpty();
    }

    @Test
    void bySlug_ofAHiddenOrUnknownProduct_shouldAnswer404() {
        assertProblem(handle(event(BY_SLUG)), 404, "not-found");
        put(product("field-notebook").having(Map.of("slug", "the-new-one", "status", "DRAFT")));
        slug("field-notebook", "field-notebook");
        assertProblem(handle(event(BY_SLUG)), 404, "not-found");
    }

    @Test
    void bySlug_thatIsNone_shouldNameIt() {
        var event = event(BY_SLUG);
        event.setPathParameters(Map.of("slug", "A B"));

        assertInvalid(handle(event), "slug");
    }

    private static void slug(String slug, String productId) {
        database.client().putItem(put -> put.tableName(TABLE).item(Map.of(
                "pk", AttributeValue.fromS("slug#" + slug), "productId", AttributeValue.fromS(productId))));
    }

    @Test
    void detail_ofAnUnknownProduct_shouldAnswer404() {
        assertProblem(handle(event(DETAIL)), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "ü"})
    void detail_ofAnInvalidId_shouldNameIt(String id) {
        var event = event(DETAIL);
        event.setPathParameters(Map.of("productId", id));

        assertInvalid(handle(event), "productId");
    }

    @Test
    void contract_shouldBeTheFileOfTheRepository() throws IOException {
        var response = handle(event(CONTRACT));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/yaml")
                .containsEntry("Cache-Control", "public, max-age=60, stale-while-revalidate=300");
        assertThat(response.getBody()).isEqualTo(Files.readString(Path.of("../../openapi.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {DETAIL, CONTRACT})
    void anyRead_ofWhatTheCallerHas_shouldAnswer304(String file) {
        put(product("field-notebook").titled("Field notebook"));
        var first = handle(event(file));
        var tag = first.getHeaders().get("ETag");

        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var second = handle(knowing(event(file), known));
            assertThat(second.getStatusCode()).isEqualTo(304);
            assertThat(second.getBody()).isEmpty();
            assertThat(second.getHeaders())
                    .containsEntry("ETag", tag)
                    .containsEntry("Cache-Control", first.getHeaders().get("Cache-Control"));
        }
        assertThat(handle(knowing(event(file), "\"other\"")).getStatusCode()).isEqualTo(200);
    }

    @Test
    void detail_ofWhatHasChanged_shouldAnswerItWithANewETag() {
        var notebook = put(product("field-notebook").titled("Field notebook"));
        var tag = handle(event(DETAIL)).getHeaders().get("ETag");
        put(notebook.available("OUT"));

        // Another instance has not cached it.
        var response = api(TABLE).handleRequest(knowing(event(DETAIL), tag), new LambdaContext("BrowseFunction"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders().get("ETag")).isNotEqualTo(tag);
    }

    @Test
    void detail_ofAThousandCallersAtOnce_shouldReadTheTableOnce() throws Exception {
        put(product("field-notebook").titled("Field notebook"));
        var reads = new AtomicInteger();
        var counted = new BrowseApi(TestEnvironment.of(settings(TABLE), counting(database.client(), reads)));
        handle(counted, DETAIL);
        var readsOfOne = reads.getAndSet(0);
        var unread = new BrowseApi(TestEnvironment.of(settings(TABLE), counting(database.client(), reads)));

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 1_000).mapToObj(_ -> callers.submit(() -> handle(unread, DETAIL)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).getStatusCode()).isEqualTo(200);
            }
        }

        assertThat(reads).hasValue(readsOfOne);
    }

    private static DynamoDbClient counting(DynamoDbClient client, AtomicInteger calls) {
        return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    calls.incrementAndGet();
                    return method.invoke(client, arguments);
                });
    }

    @Test
    void aMethodThatThePathDoesNotHave_shouldAnswer405() {
        var event = event(DETAIL);
        event.setHttpMethod("POST");

        assertProblem(handle(event), 405, "method-not-allowed");
    }

    @Test
    void detail_whenTheDatabaseFails_shouldAnswer500WithoutDetails() {
        var response = api("no-such-table").handleRequest(event(DETAIL), new LambdaContext("BrowseFunction"));

        assertProblem(response, 500, "internal-error");
        assertThat(response.getBody()).doesNotContain("no-such-table");
    }

    private static BrowseApi api(String table) {
        return new BrowseApi(TestEnvironment.of(settings(table), database.client()));
    }

    private static Map<String, String> settings(String table) {
        return Map.of("CATALOG_TABLE", table);
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("BrowseFunction"));
    }

    private static APIGatewayProxyResponseEvent handle(BrowseApi api, String file) {
        return api.handleRequest(event(file), new LambdaContext("BrowseFunction"));
    }

    private static ProductFixture put(ProductFixture product) {
        return product.putInto(database.client());
    }

    private static APIGatewayProxyRequestEvent event(String file) {
        return Events.read(file, APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent knowing(APIGatewayProxyRequestEvent event, String tags) {
        event.setHeaders(and(event.getHeaders(), "if-none-match", tags));
        return event;
    }

    private static Map<String, String> and(Map<String, String> all, String name, String value) {
        var more = new HashMap<>(all);
        more.put(name, value);
        return more;
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return parsed(response.getBody());
    }

    private static void assertInvalid(APIGatewayProxyResponseEvent response, String field) {
        assertProblem(response, 400, "invalid-request");
        assertThat(parsed(response.getBody()).findValuesAsText("field")).containsExactly(field);
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String slug) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .doesNotContainKey("ETag");
        assertThat(parsed(response.getBody()).get("type").textValue()).isEqualTo("urn:stampede:problem:" + slug);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static JsonNode parsed(String json) {
        return Json.tree(Json.read(json, Map.class));
    }
}
