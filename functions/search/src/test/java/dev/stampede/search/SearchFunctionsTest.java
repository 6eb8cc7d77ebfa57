package dev.stampede.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SearchFunctionsTest {

    private static final String TABLE = "CatalogTable";
    private static final String CATEGORIES = "SearchFunction-Categories.json";
    private static final Map<String, String> SETTINGS = Map.of(
            "CATALOG_TABLE", TABLE, "SEARCH_BUCKET", "bucket", "SEARCH_REBUILDS_QUEUE_URL", "http://localhost/rebuilds",
            "STORE_LANGUAGE", "en");

    private static LocalDynamoDb database;

    private final FakeS3 s3 = new FakeS3();
    private final RecordedQueue rebuilds = new RecordedQueue();
    private final IndexWorker indexer = new IndexWorker(TestEnvironment.of(SETTINGS, s3, rebuilds, database.client()));

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

    @Test
    void newFunctions_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.of(Map.of());

        assertThatIllegalStateException().isThrownBy(() -> new SearchApi(environment)).withMessage(
                "Settings: SEARCH_BUCKET is not set; SEARCH_REBUILDS_QUEUE_URL is not set");
        assertThatIllegalStateException().isThrownBy(() -> new RebuildWorker(environment)).withMessage(
                "Settings: CATALOG_TABLE is not set; SEARCH_BUCKET is not set; STORE_LANGUAGE is not set");
    }

    @Test
    void sampleEvents_shouldIndexAndFindProducts() {
        put("field-notebook", "Field notebook");

        assertThat(failed(handle(Events.read("SearchIndexFunction-Products.json", SQSEvent.class)))).isEmpty();

        var answer = answer(api().handleRequest(
                Events.read("SearchFunction-Search.json", APIGatewayProxyRequestEvent.class), context()));
        assertThat(answer.at("/products/0")).isEqualTo(Json.read("""
                {"productId": "field-notebook", "title": "Field notebook", "slug": "field-notebook",
                 "summary": "About Field notebook", "category": "stationery/paper",
                 "priceRange": {"from": 500, "to": 900}, "compareAtPrice": 650, "currency": "EUR", "availability": "LOW",
                 "picture": {"url": "https://images.example.com/1.jpg", "alt": "A picture", "width": 800, "height": 600},
                 "highlights": [
                   {"field": "title", "text": "Field notebook",
                    "matches": [{"start": 0, "end": 5}, {"start": 6, "end": 14}]},
                   {"field": "summary", "text": "About Field notebook",
                    "matches": [{"start": 6, "end": 11}, {"start": 12, "end": 20}]}]}""", JsonNode.class));
        assertThat(answer.at("/facets/categories/0/category").asText()).isEqualTo("stationery");
        assertThat(answer.at("/total").asInt()).isEqualTo(1);
        assertThat(answer.at("/match").asText()).isEqualTo("exact");
    }

    @Test
    void sameMessagesTwice_shouldChangeNothing() {
        put("a", "Red shoe");
        index("a");
        index("a", "a");

        assertThat(ids(search(Map.of("q", "red")))).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"merino", "SKU-A-2", "4006381333931", "violet", "bamboo", "paper", "96", "description"})
    void anyTextOfAnItem_shouldBeFound(String text) {
        put("a", "Red shoe");
        index("a");

        assertThat(ids(search(Map.of("q", text)))).containsExactly("a");
    }

    @Test
    void draftsAndDeletedProducts_shouldNotBeFound() {
        put("a", "Red shoe");
        put("b", "Red hat");
        index("a", "b");
        put("a", "Red shoe", Map.of("status", text("DRAFT")));
        database.client().deleteItem(delete -> delete.tableName(TABLE).key(Map.of("pk", text("product#b"))));
        index("a", "b");

        assertThat(ids(search(Map.of("q", "red")))).isEmpty();
    }

    @Test
    void messageThatIsNoProductEvent_shouldFailAlone() {
        put("a", "Red shoe");

        assertThat(failed(handle(messages("{}", event("a"), "no JSON")))).containsExactly("m0", "m2");
        assertThat(ids(search(Map.of("q", "red")))).containsExactly("a");
    }

    @Test
    void allMessages_whileObjectStorageIsDown_shouldReturn() {
        s3.failWith(503);

        assertThat(failed(handle(messages(event("a"), event("b"))))).containsExactly("m0", "m1");
    }

    @Test
    void firstChange_shouldRequestARebuildThatHasAllProducts() {
        put("old", "Red shoe");
        put("new", "Red hat");
        index("new");
        assertThat(rebuilds.bodies()).hasSize(1);

        var rebuild = new RebuildWorker(TestEnvironment.of(SETTINGS, s3, database.client()));
        assertThat(rebuild.handleRequest(
                Events.read("SearchRebuildFunction-Rebuilds.json", SQSEvent.class), context()).getBatchItemFailures())
                        .isEmpty();

        assertThat(ids(search(Map.of("q", "red")))).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void search_beforeThereIsAnIndex_shouldFindNothing() {
        var answer = search(Map.of("q", "red"));

        assertThat(ids(answer)).isEmpty();
        assertThat(answer.path("total").asInt()).isZero();
    }

    @Test
    void search_allPages_shouldHaveEachProductOnce() {
        var expected = new ArrayList<String>();
        for (var number = 0; number < 25; number++) {
            expected.add("p%02d".formatted(number));
            put(expected.getLast(), "Red shoe");
        }
        index(expected.toArray(String[]::new));
        var api = api();

        var found = new ArrayList<String>();
        var query = new HashMap<>(Map.of("limit", "10", "sort", "-price", "attributes.material", "Merino wool"));
        JsonNode page;
        do {
            page = answer(handle(api, query));
            found.addAll(ids(page));
            query.put("cursor", page.path("nextCursor").asText(query.get("cursor")));
        } while (page.has("nextCursor"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);

        query.put("sort", "price");
        assertThat(handle(api, query).getStatusCode()).isEqualTo(400);
    }

    @Test
    void list_shouldAnswerCardsAndNothingElse() {
        put("a", "Red shoe");
        index("a");

        var answer = answer(list(api(), Map.of()));

        assertThat(answer.properties().stream().map(Map.Entry::getKey)).containsExactly("products");
        assertThat(answer.path("products").path(0).properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("productId", "title", "slug", "summary", "category", "priceRange",
                        "compareAtPrice", "currency", "picture", "availability");
    }

    @Test
    void list_reducedVariantSoldOut_shouldCompareTheLowestPriceThatIsLeft() {
        put("a", "Red shoe", Map.of(
                "price", AttributeValue.fromN("900"), "skuAvailability",
                AttributeValue.fromM(Map.of("SKU-A-1", text("OUT"), "SKU-A-2", text("LOW")))));
        index("a");

        assertThat(answer(list(api(), Map.of())).at("/products/0/compareAtPrice").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"price,7", "-price,25", "name,10", "-name,1", "newest,100", "-newest,24"})
    void list_allPages_shouldHaveEachProductOnceInOrder(String sort, String limit) {
        var ids = IntStream.range(0, 25).mapToObj("p%02d"::formatted).toList();
        ids.forEach(id -> put(id, "Red shoe " + id));
        put("other", "Red shoe", Map.of("category", text("pens"), "attributes", AttributeValue.fromM(Map.of()),
                "filters", AttributeValue.fromSs(List.of("tag=none"))));
        index(Stream.concat(ids.stream(), Stream.of("other")).toArray(String[]::new));
        var api = api();

        var found = new ArrayList<String>();
        var query = new HashMap<>(Map.of("limit", limit, "sort", sort, "category", "stationery", "attributes.material",
                "Merino wool"));
        JsonNode page;
        do {
            page = answer(list(api, query));
            found.addAll(ids(page));
            query.put("cursor", page.path("nextCursor").asText(""));
        } while (page.has("nextCursor"));

        // Equal prices and ages are in the order of the IDs.
        assertThat(found).isEqualTo(sort.equals("-name") ? ids.reversed() : ids);
    }

    @ParameterizedTest
    @CsvSource({"category,stationery", "sort,-price", "minPrice,1", "maxPrice,5", "inStock,true", "tag,new"})
    void list_withTheCursorOfAnotherQuery_shouldNameTheCursor(String name, String value) {
        for (var id : List.of("a", "b", "c")) {
            put(id, "Red shoe");
        }
        index("a", "b", "c");
        var api = api();
        var cursor = answer(list(api, Map.of("limit", "1"))).path("nextCursor").asText();

        var response = list(api, Map.of("limit", "1", "cursor", cursor, name, value));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(answer(response).at("/errors/0/field").asText()).isEqualTo("cursor");
    }

    @ParameterizedTest
    @CsvSource({"sort,relevance", "sort,PRICE", "q,shoe", "limit,0", "limit,101", "minPrice,-1", "maxPrice,x",
            "inStock,yes",
            "category,A B", "cursor,x", "attributes.1,x", "x,y"})
    void list_invalidParameter_shouldBeNamed(String name, String value) {
        var response = list(api(), Map.of(name, value));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(answer(response).at("/errors/0/field").asText()).isEqualTo(name);
    }

    @Test
    void list_ofBoundsThatExcludeEachOther_shouldNameTheUpperOne() {
        var response = list(api(), Map.of("minPrice", "5", "maxPrice", "4"));

        assertThat(answer(response).at("/errors/0/field").asText()).isEqualTo("maxPrice");
    }

    @Test
    void search_knownResponse_shouldAnswer304() {
        put("a", "Red shoe");
        index("a");
        var api = api();
        var first = handle(api, Map.of("q", "red"));
        var event = request("GET", "/v1/search", Map.of("q", "red"));
        event.setHeaders(Map.of("If-None-Match", first.getHeaders().get("ETag")));

        assertThat(api.handleRequest(event, context()).getStatusCode()).isEqualTo(304);
        assertThat(first.getHeaders()).containsEntry("Cache-Control", "public, max-age=5, stale-while-revalidate=30");
    }

    @Test
    void search_ofAThousandCallersAtOnce_shouldSearchOnce() throws Exception {
        put("a", "Red shoe");
        index("a");
        var reads = s3.reads();
        search(Map.of("q", "red"));
        var readsOfOne = s3.reads() - reads;
        var api = api();

        for (var event : List.of(
                request("GET", "/v1/search", Map.of("q", "red")),
                request("GET", "/v1/search/suggest", Map.of("q", "re")),
                Events.read(CATEGORIES, APIGatewayProxyRequestEvent.class))) {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, 1_000)
                        .mapToObj(_ -> callers.submit(() -> api.handleRequest(event, context())))
                        .toList();
                var first = answers.getFirst().get(30, TimeUnit.SECONDS).getBody();
                for (var answer : answers) {
                    // The same object: it was made once.
                    assertThat(answer.get(30, TimeUnit.SECONDS).getBody()).isSameAs(first);
                }
            }
        }

        assertThat(s3.reads()).isEqualTo(reads + 2 * readsOfOne);
    }

    @Test
    void search_ofANewVersionOfTheIndex_shouldNotComeFromTheOldOne() {
        put("a", "Red shoe");
        index("a");
        var clock = new AdjustableClock();
        var environment = TestEnvironment.of(SETTINGS, s3, rebuilds, database.client());
        var api = new SearchApi(new FunctionEnvironment(environment.settings(), clock, environment.pause(),
                environment.random(), environment.aws(), environment.metrics()));
        assertThat(ids(answer(handle(api, Map.of("q", "red"))))).containsExactly("a");
        put("b", "Red hat");
        index("b");

        clock.advance(Duration.ofSeconds(2));
        assertThat(ids(answer(handle(api, Map.of("q", "red"))))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void categories_shouldAnswerThoseWithProducts() {
        var now = TestEnvironment.NOW.toString();
        put("a", "Red shoe", Map.of("category", text("pens")));
        put("b", "Red shoe", Map.of("category", text("ink")));
        put("c", "Red shoe", Map.of("category", text("ink")));
        put("d", "Red shoe", Map.of("category", text("pens/fine")));
        put("e", "Red shoe", Map.of("category", text("pens/fine/blue")));
        put("late", "Red shoe", Map.of("category", text("old"), "availableUntil", text(now)));
        put("draft", "Red shoe", Map.of("category", text("new"), "status", text("DRAFT")));
        index("a", "b", "c", "d", "e", "late", "draft");

        var response = categories(api(), Map.of());

        assertThat(answer(response)).isEqualTo(Json.read("""
                {"categories": [
                  {"category": "ink", "products": 2}, {"category": "pens", "products": 3},
                  {"category": "pens/fine", "parent": "pens", "products": 2},
                  {"category": "pens/fine/blue", "parent": "pens/fine", "products": 1}]}
                """, JsonNode.class));
        assertThat(response.getHeaders())
                .containsEntry("Cache-Control", "public, max-age=5, stale-while-revalidate=30");
    }

    @Test
    void categories_pageByPage_shouldAnswerEachOnce() {
        for (var number = 0; number < 5; number++) {
            put("p" + number, "Red shoe", Map.of("category", text("c-" + number)));
        }
        index("p0", "p1", "p2", "p3", "p4");
        var api = api();
        var first = answer(categories(api, Map.of("limit", "3")));
        var second = answer(categories(
                api, Map.of("limit", "3", "cursor", first.get("nextCursor").textValue())));

        assertThat(first.findValuesAsText("category")).containsExactly("c-0", "c-1", "c-2");
        assertThat(second.findValuesAsText("category")).containsExactly("c-3", "c-4");
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(categories(api, Map.of("cursor", "x")).getStatusCode()).isEqualTo(400);
    }

    @Test
    void categories_beforeThereIsAnIndex_shouldBeNone() {
        assertThat(answer(categories(api(), Map.of())).path("categories")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sort,upwards", "sort,relevance", "limit,0", "limit,101", "minPrice,-1", "minPrice,x", "inStock,maybe",
            "category,A B", "cursor,x", "tag2,x", "attributes.1,x"})
    void search_invalidParameter_shouldBeNamed(String name, String value) {
        var response = handle(api(), Map.of(name, value));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(answer(response).at("/errors/0/field").asText()).isEqualTo(name);
    }

    @Test
    void search_tooLong_shouldNameTheParameter() {
        assertThat(answer(handle(api(), Map.of("q", "x".repeat(201)))).at("/errors/0/field").asText()).isEqualTo("q");
        assertThat(handle(api(), Map.of("q", "x".repeat(200))).getStatusCode()).isEqualTo(200);
    }

    @Test
    void suggest_shouldCompleteWords() {
        put("a", "Red Sneaker");
        index("a");
        var api = api();

        var answer = answer(api.handleRequest(request("GET", "/v1/search/suggest", Map.of("q", "red sn")), context()));
        assertThat(answer.at("/queries/0").asText()).isEqualTo("red sneaker");
        assertThat(answer.at("/products/0/productId").asText()).isEqualTo("a");
        assertThat(answer.at("/products/0").has("highlights")).isFalse();
        assertThat(answer.at("/categories/0/count").asInt()).isEqualTo(1);
        assertThat(api.handleRequest(request("GET", "/v1/search/suggest", Map.of()), context()).getStatusCode())
                .isEqualTo(400);
        assertThat(answer(api.handleRequest(
                Events.read("SearchFunction-Suggest.json", APIGatewayProxyRequestEvent.class), context()))
                        .has("queries"))
                                .isTrue();
    }

    @Test
    void rebuild_byAnAdmin_shouldBeRequested() {
        var api = api();
        var event = Events.read("SearchFunction-RebuildIndex.json", APIGatewayProxyRequestEvent.class);

        assertThat(api.handleRequest(event, context()).getStatusCode()).isEqualTo(202);
        assertThat(rebuilds.bodies()).hasSize(1);

        event.getRequestContext().setAuthorizer(Map.of());
        assertThat(api.handleRequest(event, context()).getStatusCode()).isEqualTo(403);
        assertThat(rebuilds.bodies()).hasSize(1);
    }

    private SearchApi api() {
        return new SearchApi(TestEnvironment.of(SETTINGS, s3, rebuilds, database.client()));
    }

    /** By a new instance, which knows the latest index. */
    private JsonNode search(Map<String, String> query) {
        return answer(handle(api(), query));
    }

    private static APIGatewayProxyResponseEvent handle(SearchApi api, Map<String, String> query) {
        return api.handleRequest(request("GET", "/v1/search", query), context());
    }

    private static APIGatewayProxyResponseEvent list(SearchApi api, Map<String, String> query) {
        var event = Events.read("SearchFunction-Products.json", APIGatewayProxyRequestEvent.class);
        event.setQueryStringParameters(query);
        event.setMultiValueQueryStringParameters(null);
        return api.handleRequest(event, context());
    }

    private static APIGatewayProxyResponseEvent categories(SearchApi api, Map<String, String> query) {
        var event = Events.read(CATEGORIES, APIGatewayProxyRequestEvent.class);
        event.setQueryStringParameters(query);
        return api.handleRequest(event, context());
    }

    private static APIGatewayProxyRequestEvent request(String method, String path, Map<String, String> query) {
        var event = Events.read("SearchFunction-Search.json", APIGatewayProxyRequestEvent.class);
        event.setHttpMethod(method);
        event.setResource(path);
        event.setPath(path);
        event.setQueryStringParameters(query);
        event.setMultiValueQueryStringParameters(null);
        return event;
    }

    private void index(String... ids) {
        var bodies = new ArrayList<String>();
        for (var id : ids) {
            bodies.add(event(id));
        }
        assertThat(failed(handle(messages(bodies.toArray(String[]::new))))).isEmpty();
    }

    private SQSBatchResponse handle(SQSEvent batch) {
        return indexer.handleRequest(batch, context());
    }

    private static SQSEvent messages(String... bodies) {
        var messages = new ArrayList<SQSMessage>();
        for (var body : bodies) {
            var message = new SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        var batch = new SQSEvent();
        batch.setRecords(messages);
        return batch;
    }

    private static String event(String id) {
        return ProductEvent.of(new ProductId(id), true, "1", TestEnvironment.NOW).toJson();
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
    }

    private static JsonNode answer(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("products").findValuesAsText("productId");
    }

    private static LambdaContext context() {
        return new LambdaContext("SearchFunction");
    }

    private static void put(String id, String title) {
        put(id, title, Map.of());
    }

    private static void put(String id, String title, Map<String, AttributeValue> more) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", text("product#" + id));
        item.put("productId", text(id));
        item.put("title", text(title));
        item.put("slug", text(id));
        item.put("summary", text("About " + title));
        item.put("description", text("A description"));
        item.put("category", text("stationery/paper"));
        item.put("tags", AttributeValue.fromL(List.of(text("bamboo"))));
        item.put("price", AttributeValue.fromN("500"));
        item.put("priceTo", AttributeValue.fromN("900"));
        item.put("currency", text("EUR"));
        item.put("availability", text("LOW"));
        item.put("skuAvailability", AttributeValue.fromM(Map.of("SKU-A-1", text("LOW"), "SKU-A-2", text("LOW"))));
        item.put("variants", AttributeValue.fromL(List.of(
                AttributeValue.fromM(Map.of("sku", text("SKU-A-1"), "price", AttributeValue.fromN("500"),
                        "compareAtPrice", AttributeValue.fromN("650"), "barcode", text("4006381333931"))),
                AttributeValue.fromM(Map.of("sku", text("SKU-A-2"), "price", AttributeValue.fromN("900"),
                        "options", AttributeValue.fromM(Map.of("color", text("violet"))))))));
        item.put("attributes", AttributeValue.fromM(Map.of(
                "material", text("Merino wool"), "pages", AttributeValue.fromN("96"), "lined",
                AttributeValue.fromBool(true),
                "styles", AttributeValue.fromL(List.of(text("plain"))))));
        item.put("filters", AttributeValue.fromSs(List.of("tag=bamboo", "attributes.material=Merino wool")));
        item.put("picture", AttributeValue.fromM(Map.of(
                "url", text("https://images.example.com/1.jpg"), "alt", text("A picture"),
                "width", AttributeValue.fromN("800"), "height", AttributeValue.fromN("600"))));
        item.put("createdAt", text("2026-01-01T00:00:00Z"));
        ListingKeys.of(new ProductId(id), new Category("stationery/paper"))
                .forEach((name, value) -> item.put(name, text(value)));
        item.putAll(more);
        database.client().putItem(put -> put.tableName(TABLE).item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
