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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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

    private static final String LIST = "BrowseFunction-Products.json";
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
                .withMessage("Settings: CATALOG_TABLE is not set; DEPLOYMENT_KEY is not set");
    }

    @Test
    void list_aCategory_shouldAnswerItsProducts() {
        put(product("b").at(200));
        put(product("a").at(300));
        put(product("c").in("pens"));

        var response = handle(event(LIST));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "public, max-age=5, stale-while-revalidate=30");
        assertThat(body(response)).isEqualTo(parsed("""
                {"products": [
                  {"productId": "b", "title": "Product b", "slug": "b", "summary": "About Product b", "category": "paper",
                   "priceRange": {"from": 200, "to": 200}, "currency": "EUR", "picture": {"url": "https://images.example.com/b.jpg", "alt": "A picture", "width": 800,
                   "height": 600},
                   "availability": "IN_STOCK"},
                  {"productId": "a", "title": "Product a", "slug": "a", "summary": "About Product a", "category": "paper",
                   "priceRange": {"from": 300, "to": 300}, "currency": "EUR", "picture": {"url": "https://images.example.com/a.jpg", "alt": "A picture", "width": 800,
                   "height": 600},
                   "availability": "IN_STOCK"}]}
                """));
    }

    @Test
    void list_withoutAnyParameter_shouldAnswerTheTwentyNewest() {
        IntStream.range(0, 25).forEach(n -> put(product("p-%02d".formatted(n))
                .created(ProductFixture.CREATED.plusSeconds(n))));
        var event = event(LIST);
        event.setQueryStringParameters(null);

        var answer = body(handle(event));

        assertThat(ids(answer)).hasSize(20).startsWith("p-24", "p-23").endsWith("p-05");
        assertThat(answer.has("nextCursor")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"price,1", "-price,1", "price,50", "-price,33", "name,100", "-name,7", "newest,20", "-newest,20"})
    void list_pageByPage_shouldAnswerEachProductOnceInOrder(String sort, String limit) {
        var ids = IntStream.range(0, 210).mapToObj("p-%03d"::formatted).toList();
        ids.forEach(id -> put(product(id).titled("Same")));

        var walked = walk(Map.of("category", "paper", "sort", sort, "limit", limit));

        assertThat(walked).isEqualTo(sort.startsWith("-") == sort.endsWith("newest") ? ids : ids.reversed());
    }

    @Test
    void list_withFilters_shouldAnswerWhatTheyKeep() {
        put(product("cheap").at(100));
        put(product("dear").at(900));
        put(product("gone").at(500).available("OUT"));
        put(product("good").at(500).available("LOW"));

        for (var sort : List.of("price", "newest", "name")) {
            assertThat(walk(Map.of("sort", sort, "minPrice", "200", "maxPrice", "500"))).containsExactlyInAnyOrder(
                    "gone", "good");
            assertThat(walk(Map.of("sort", sort, "minPrice", "200", "maxPrice", "500", "inStock", "true")))
                    .containsExactly("good");
        }
        assertThat(walk(Map.of("inStock", "false"))).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"pens,3", "pens/fine,2", "pens/fine/blue,1", "pens/blue,0", "fine,0", "paper,1"})
    void list_aCategory_shouldAnswerWhatIsInItAndBelow(String category, int count) {
        put(product("a").in("pens"));
        put(product("b").in("pens/fine"));
        put(product("c").in("pens/fine/blue"));
        put(product("d"));

        for (var sort : List.of("price", "newest", "-name")) {
            assertThat(walk(Map.of("category", category, "sort", sort))).hasSize(count);
        }
        assertThat(walk(Map.of())).hasSize(4);
        assertThat(body(list(Map.of("category", "pens", "sort", "name"))).findValuesAsText("category"))
                .containsExactly("pens", "pens/fine", "pens/fine/blue");
    }

    @Test
    void list_withPriceBounds_shouldLookAtTheSameVariant() {
        put(product("both").at(100).having("priceTo", number(900)));
        put(product("between").at(100).having("priceTo", number(900)).having("prices", AttributeValue.fromL(
                List.of(number(100), number(500), number(900)))));
        put(product("one").at(900));

        for (var sort : List.of("price", "-price", "newest", "name")) {
            assertThat(walk(Map.of("sort", sort, "minPrice", "400", "maxPrice", "600"))).containsExactly("between");
            assertThat(walk(Map.of("sort", sort, "minPrice", "400")))
                    .containsExactlyInAnyOrder("both", "between", "one");
            assertThat(walk(Map.of("sort", sort, "maxPrice", "400"))).containsExactlyInAnyOrder("both", "between");
            assertThat(walk(Map.of("sort", sort, "minPrice", "901"))).isEmpty();
        }
    }

    @Test
    void list_withAnotherLimitOnTheNextPage_shouldGoOn() {
        IntStream.range(0, 9).forEach(n -> put(product("p-" + n)));
        var query = Map.of("category", "paper", "sort", "name", "limit", "2");
        var cursor = body(list(query)).get("nextCursor").textValue();

        assertThat(ids(body(list(and(and(query, "cursor", cursor), "limit", "100"))))).containsExactly(
                "p-2", "p-3", "p-4", "p-5", "p-6", "p-7", "p-8");
    }

    @ParameterizedTest
    @CsvSource({"category,pens", "sort,-price", "minPrice,1", "maxPrice,5", "inStock,true"})
    void list_withTheCursorOfAnotherQuery_shouldNameTheCursor(String name, String value) {
        IntStream.range(0, 9).forEach(n -> put(product("p-" + n)));
        var query = Map.of("category", "paper", "sort", "price", "limit", "2");
        var cursor = body(list(query)).get("nextCursor").textValue();

        assertInvalid(list(and(and(query, "cursor", cursor), name, value)), "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "not a cursor", "MDAwMDAwMDAwMDAwOTUwI3A"})
    void list_withABadCursor_shouldNameTheCursor(String cursor) {
        assertInvalid(list(Map.of("cursor", cursor)), "cursor");
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "limit,-1", "limit,ten", "limit,1e3", "sort,rating", "sort,PRICE",
            "category,Paper", "category,a b", "category,a//b", "minPrice,-1", "minPrice,1.5", "maxPrice,lots",
            "maxPrice,99999999999999999999", "inStock,yes"})
    void list_withABadParameter_shouldNameIt(String name, String value) {
        assertInvalid(list(Map.of(name, value)), name);
    }

    @Test
    void list_withBoundsThatExcludeEachOther_shouldNameTheUpperOne() {
        assertInvalid(list(Map.of("minPrice", "5", "maxPrice", "4")), "maxPrice");
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
                 "priceRange": {"from": 950, "to": 950},
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
    @CsvSource({"material,wool,2", "material,wo,0", "pages,96,2", "pages,96.0,2", "pages,9,0", "lined,true,2",
            "colors,blue,2", "colors,green,0", "size,wool,0"})
    void list_byAnAttribute_shouldAnswerWhatHasIt(String name, String value, int count) {
        put(product("a"));
        put(product("b"));
        put(product("other").having("filters", AttributeValue.fromSs(List.of("attributes.colors=black"))));

        for (var sort : List.of("price", "newest", "name")) {
            assertThat(walk(Map.of("sort", sort, "attributes." + name, value))).hasSize(count);
        }
    }

    @Test
    void list_bySeveralAttributesAndATag_shouldAnswerWhatHasAllOfThem() {
        put(product("a"));
        put(product("b").having("filters", AttributeValue.fromSs(List.of("attributes.material=wool", "tag=new"))));

        assertThat(walk(Map.of("attributes.material", "wool", "tag", "new"))).hasSize(2);
        assertThat(walk(Map.of("attributes.material", "wool", "attributes.lined", "true", "tag", "new")))
                .containsExactly("a");
        assertThat(walk(Map.of("tag", "old"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"attributes.,wool", "attributes.,''", "attributes.1,wool", "attributes.a b,wool", "attributes,wool",
            "attribute.material,wool", "attributes.attributes.material,wool", "Attributes.material,wool"})
    void list_byWhatNoAttributeCanBeNamed_shouldNameTheParameter(String parameter, String value) {
        assertInvalid(list(Map.of(parameter, value)), parameter);
    }

    @Test
    void list_byAnAttributeThatNoProductHas_shouldBeEmpty() {
        put(product("a"));

        assertThat(walk(Map.of("attributes.materiel", "wool"))).isEmpty();
    }

    @Test
    void list_byTooManyAttributes_shouldNameOne() {
        assertInvalid(list(IntStream.range(0, 6).boxed()
                .collect(Collectors.toMap(n -> "attributes.a" + n, n -> "x"))), "attributes.a5");
    }

    @Test
    void everyRead_ofWhatIsNotLive_shouldNotShowIt() {
        var now = TestEnvironment.CLOCK.instant();
        put(product("live").titled("Live thing").having(Map.of(
                "availableFrom", now.toString(), "availableUntil", now.plusMillis(1).toString())));
        put(product("field-notebook").titled("Early thing").having(
                Map.of("availableFrom", now.plusMillis(1).toString())));
        put(product("late").titled("Late thing").having(Map.of("availableUntil", now.toString())));
        put(product("draft").titled("Draft thing").having(Map.of("status", "DRAFT")));

        assertThat(walk(Map.of())).containsExactly("live");
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
    @ValueSource(strings = {LIST, DETAIL, CONTRACT})
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

    @ParameterizedTest
    @ValueSource(strings = {LIST, DETAIL})
    void anyRead_ofWhatHasChanged_shouldAnswerItWithANewETag(String file) {
        var notebook = put(product("field-notebook").titled("Field notebook"));
        var tag = handle(event(file)).getHeaders().get("ETag");
        put(notebook.available("OUT"));

        // Another instance has not cached it.
        var response = api(TABLE).handleRequest(knowing(event(file), tag), new LambdaContext("BrowseFunction"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders().get("ETag")).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, DETAIL})
    void anyRead_ofAThousandCallersAtOnce_shouldReadTheTableOnce(String file) throws Exception {
        put(product("field-notebook").titled("Field notebook"));
        var reads = new AtomicInteger();
        var counted = new BrowseApi(TestEnvironment.of(settings(TABLE), counting(database.client(), reads)));
        handle(counted, file);
        var readsOfOne = reads.getAndSet(0);
        var unread = new BrowseApi(TestEnvironment.of(settings(TABLE), counting(database.client(), reads)));

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 1_000).mapToObj(_ -> callers.submit(() -> handle(unread, file))).toList();
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
        var event = event(LIST);
        event.setHttpMethod("POST");

        assertProblem(handle(event), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, DETAIL})
    void anyRead_whenTheDatabaseFails_shouldAnswer500WithoutDetails(String file) {
        var response = api("no-such-table").handleRequest(event(file), new LambdaContext("BrowseFunction"));

        assertProblem(response, 500, "internal-error");
        assertThat(response.getBody()).doesNotContain("no-such-table");
    }

    private static BrowseApi api(String table) {
        return new BrowseApi(TestEnvironment.of(settings(table), database.client()));
    }

    private static Map<String, String> settings(String table) {
        return Map.of("CATALOG_TABLE", table, "DEPLOYMENT_KEY", "a key of this deployment");
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("BrowseFunction"));
    }

    private static APIGatewayProxyResponseEvent handle(BrowseApi api, String file) {
        return api.handleRequest(event(file), new LambdaContext("BrowseFunction"));
    }

    private APIGatewayProxyResponseEvent list(Map<String, String> query) {
        return handle(with(event(LIST), query));
    }

    private List<String> walk(Map<String, String> query) {
        var all = new ArrayList<String>();
        var page = body(list(query));
        all.addAll(ids(page));
        while (page.has("nextCursor")) {
            page = body(list(and(query, "cursor", page.get("nextCursor").textValue())));
            all.addAll(ids(page));
        }
        return all;
    }

    private static ProductFixture put(ProductFixture product) {
        return product.putInto(database.client());
    }

    private static APIGatewayProxyRequestEvent event(String file) {
        return Events.read(file, APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent with(APIGatewayProxyRequestEvent event, Map<String, String> query) {
        event.setQueryStringParameters(query);
        return event;
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

    private static List<String> ids(JsonNode answer) {
        return answer.get("products").findValuesAsText("productId");
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
