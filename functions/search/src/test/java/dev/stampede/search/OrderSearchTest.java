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
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three functions of the search of orders, on one database and one bucket. */
class OrderSearchTest {

    private static final String TABLE = "OrdersTable";
    private static final String SEARCH = "OrderSearchFunction-SearchOrders.json";
    private static final Map<String, String> SETTINGS = Map.of(
            "ORDERS_TABLE", TABLE, "ORDER_SEARCH_BUCKET", "bucket", "ORDER_REBUILDS_QUEUE_URL",
            "http://localhost/rebuilds");

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy privacy = new LogPrivacy();

    private final FakeS3 s3 = new FakeS3();
    private final RecordedQueue rebuilds = new RecordedQueue();
    private final OrderIndexWorker indexer = new OrderIndexWorker(
            TestEnvironment.of(SETTINGS, s3, rebuilds, database.client()));

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

        assertThatIllegalStateException().isThrownBy(() -> new OrderSearchApi(environment)).withMessage(
                "Settings: ORDER_SEARCH_BUCKET is not set; ORDER_REBUILDS_QUEUE_URL is not set");
        assertThatIllegalStateException().isThrownBy(() -> new OrderRebuildWorker(environment)).withMessage(
                "Settings: ORDERS_TABLE is not set; ORDER_SEARCH_BUCKET is not set");
    }

    @Test
    void search_indexedOrder_shouldShowContactAndTotals() {
        var id = place("a", "2026-06-01T10:00:00Z");
        append(id, Orders.reservedFact(Orders.line("TEA", 2)), new PaymentCaptured(0, placed().total(), "charge"));

        index(id);

        var answer = search(Map.of());
        assertThat(answer.at("/total").asInt()).isEqualTo(1);
        assertThat(answer.has("nextCursor")).isFalse();
        assertThat(answer.at("/orders/0")).isEqualTo(Json.read("""
                {"reference": "%s", "number": "%s", "status": "PAID", "currency": "EUR",
                 "lines": [{"sku": "TEA", "productId": "product-TEA", "name": "Name of TEA", "quantity": 2}],
                 "total": 2000,
                 "totals": {"subtotal": 2000, "discounts": [], "discount": 0, "taxes": [], "taxIncluded": false, "tax": 0,
                            "total": 2000},
                 "contact": {"email": "buyer@example.com", "name": "Bo Buyer"},
                 "placedAt": "2026-06-01T10:00:00Z", "updatedAt": "2026-06-01T10:00:00Z"}"""
                .formatted(id, OrderNumber.of(id)), JsonNode.class));
    }

    @Test
    void sampleEvents_shouldBeAnswered() {
        assertThat(failed(indexer.handleRequest(Events.read("OrderIndexFunction-Orders.json", SQSEvent.class),
                context()))).isEmpty();
        assertThat(answer(api().handleRequest(Events.read(SEARCH, APIGatewayProxyRequestEvent.class), context()))
                .at("/total").asInt()).isZero();
        assertThat(api().handleRequest(
                Events.read("OrderSearchFunction-RebuildOrderIndex.json", APIGatewayProxyRequestEvent.class),
                context()).getStatusCode()).isEqualTo(202);
        assertThat(rebuilds.bodies()).containsExactly("{\"month\":\"2026-05\"}", "{\"month\":\"2026-06\"}");
        assertThat(failed(rebuilder().handleRequest(
                Events.read("OrderRebuildFunction-Rebuilds.json", SQSEvent.class), context()))).isEmpty();
    }

    @Test
    void sameMessagesTwice_shouldChangeNothing() {
        var id = place("a", "2026-06-01T10:00:00Z");
        index(id);
        index(id, id);

        assertThat(references(search(Map.of()))).containsExactly(id.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyer@example.com", "Buyer@Exam", "bo buy", "BUYER", "bo büyer", "tea-42", "tea42", "te",
            "name of tea", "example.com"})
    void search_beginningsOfWords_shouldFind(String text) {
        var id = place("a", "2026-06-01T10:00:00Z", contact("buyer@example.com", "Bo Büyer"), "TEA-42");
        index(id, place("b", "2026-06-01T10:00:00Z", contact("zoe@elsewhere.net", "Zoé Ünal"), "MUG-1"));

        assertThat(references(search(Map.of("q", text)))).containsExactly(id.value());
    }

    @Test
    void search_referenceOrAPartThatIsTheBeginning_shouldFindThatOrder() {
        var id = place("a", "2026-06-01T10:00:00Z");
        var other = place("b", "2026-06-01T10:00:00Z");
        index(id, other);

        assertThat(references(search(Map.of("q", id.value())))).containsExactly(id.value());
        assertThat(references(search(Map.of("q", id.value().substring(0, 20))))).containsExactly(id.value());
        assertThat(references(search(Map.of("q", "...")))).isEmpty();
    }

    @Test
    void search_number_shouldFindThatOrderHoweverItIsTyped() {
        var id = place("a", "2026-06-01T10:00:00Z");
        index(id, place("b", "2026-06-01T10:00:00Z"));
        var number = OrderNumber.of(id).value();

        for (var typed : List.of(
                number, number.toLowerCase(Locale.ROOT), number.replace("-", ""), number.replace('-', ' '),
                number.replace('-', '\u2013'), " " + number.replace("-", "").toLowerCase(Locale.ROOT) + " ",
                number.substring(0, 9), number + " tea")) {
            assertThat(references(search(Map.of("q", typed)))).as(typed).containsExactly(id.value());
        }
        assertThat(references(search(Map.of("q", number.substring(0, 13) + (number.endsWith("2") ? '3' : '2')))))
                .isEmpty();
    }

    @Test
    void search_scriptsWithoutSpaces_shouldFindPartsOfNames() {
        var id = place("a", "2026-06-01T10:00:00Z", contact("a@example.com", "東京太郎"), "TEA");
        index(id);

        assertThat(references(search(Map.of("q", "太郎")))).containsExactly(id.value());
        assertThat(references(search(Map.of("q", "東京太郎")))).containsExactly(id.value());
        assertThat(references(search(Map.of("q", "郎太")))).isEmpty();
    }

    @Test
    void search_emailAddressInUnicode_shouldFindTheOrderThatHasItInAscii() {
        var id = place("a", "2026-06-01T10:00:00Z", new Contact("kunde@xn--mller-kva.de", "Kai", null), "TEA");
        index(id);

        assertThat(references(search(Map.of("q", "kai Kunde@Müller.de")))).containsExactly(id.value());
        assertThat(references(search(Map.of("email", "kunde@müller.de")))).containsExactly(id.value());
        assertThat(references(search(Map.of("q", "kunde@möller.de")))).isEmpty();
    }

    @Test
    void search_filters_shouldAllApply() {
        var anna = place("anna", "2026-06-01T23:59:59.999Z", contact("Anna@Example.com", "Anna"), "TEA");
        var ben = place("ben", "2026-06-02T00:00:00Z", contact("ben@example.com", "Ben"), "TEA", "MUG");
        append(ben, new OrderCancelled(Actor.GUEST));
        index(anna, ben);

        assertThat(references(search(Map.of("email", "anna@EXAMPLE.com")))).containsExactly(anna.value());
        assertThat(references(search(Map.of("email", "nna@example.com")))).isEmpty();
        assertThat(references(search(Map.of("sku", "MUG")))).containsExactly(ben.value());
        assertThat(references(search(Map.of("sku", "mug")))).isEmpty();
        assertThat(references(search(Map.of("status", "CANCELLED")))).containsExactly(ben.value());
        assertThat(references(search(Map.of("status", "CANCELLED,PLACED")))).hasSize(2);
        assertThat(references(search(Map.of("from", "2026-06-02")))).containsExactly(ben.value());
        assertThat(references(search(Map.of("to", "2026-06-01")))).containsExactly(anna.value());
        assertThat(references(search(Map.of("from", "2026-06-01", "to", "2026-06-02")))).hasSize(2);
        assertThat(references(search(Map.of("q", "tea", "sku", "TEA", "status", "PLACED", "from", "2026-06-01"))))
                .containsExactly(anna.value());
    }

    @Test
    void change_ofAnOrder_shouldBeFoundAsItIs() {
        var id = place("a", "2026-06-01T10:00:00Z");
        index(id);
        append(id, new OrderCancelled(Actor.GUEST));
        index(id);

        assertThat(references(search(Map.of("status", "PLACED")))).isEmpty();
        assertThat(references(search(Map.of("status", "CANCELLED")))).containsExactly(id.value());
    }

    @Test
    void changes_ofManyMonths_shouldBeFoundInEach() {
        var ids = new ArrayList<OrderId>();
        for (var month = 1; month <= 6; month++) {
            ids.add(place("m" + month, "2026-0%d-15T12:00:00Z".formatted(month)));
        }
        index(ids.toArray(OrderId[]::new));
        append(ids.getFirst(), new OrderCancelled(Actor.GUEST));
        index(ids.getFirst());

        assertThat(references(search(Map.of()))).containsExactlyElementsOf(
                ids.reversed().stream().map(OrderId::value).toList());
        assertThat(references(search(Map.of("status", "CANCELLED")))).containsExactly(ids.getFirst().value());
        assertThat(s3.contents().keySet().stream().filter(name -> name.startsWith("manifests/")))
                .hasSize(6).contains("manifests/2026-01.json");
    }

    @Test
    void search_daysOfAMonth_shouldLoadThatMonthAlone() {
        index(place("old", "2026-04-15T12:00:00Z"), place("new", "2026-06-01T12:00:00Z"));
        var before = s3.reads();

        assertThat(references(search(Map.of("from", "2026-06-01", "to", "2026-06-30")))).hasSize(1);
        var ofOneMonth = s3.reads() - before;

        assertThat(references(search(Map.of()))).hasSize(2);
        assertThat(s3.reads() - before - ofOneMonth).isEqualTo(2 * ofOneMonth);
    }

    @ParameterizedTest
    @CsvSource({"newest,-newest", "total,-total", "updated,"})
    void search_pageByPage_shouldGiveEachOrderOnceInThatOrder(String sort, String reversed) {
        for (var number = 0; number < 9; number++) {
            index(place("o" + number, "2026-0%d-10T12:00:0%dZ".formatted(4 + number % 3, number), "TEA",
                    number % 2 == 0 ? "MUG" : "CUP"));
        }
        var all = references(search(Map.of("sort", sort)));

        assertThat(all).hasSize(9).doesNotHaveDuplicates();
        var paged = new ArrayList<String>();
        var query = new HashMap<>(Map.of("sort", sort, "limit", "4"));
        do {
            var page = search(query);
            paged.addAll(references(page));
            assertThat(page.at("/total").asInt()).isEqualTo(9);
            query.put("cursor", page.path("nextCursor").asText());
        } while (!query.get("cursor").isEmpty());
        assertThat(paged).isEqualTo(all);
        if (reversed != null && sort.equals("newest")) {
            assertThat(references(search(Map.of("sort", reversed)))).isEqualTo(all.reversed());
        }
    }

    @Test
    void cursor_ofAnotherQuery_shouldBeRefused() {
        index(place("a", "2026-06-01T10:00:00Z"), place("b", "2026-06-01T11:00:00Z"));
        var cursor = search(Map.of("limit", "1")).path("nextCursor").asText();

        assertThat(invalid(Map.of("limit", "1", "cursor", cursor, "status", "PAID"))).isEqualTo("cursor");
    }

    @ParameterizedTest
    @CsvSource({"email,anna@example", "status,PAYED", "status,'PAID,'", "from,2026-13-01", "to,today", "sort,relevance",
            "sku,a b", "limit,0",
            "day,2026-06-01"})
    void search_badParameter_shouldBeNamed(String name, String value) {
        assertThat(invalid(Map.of(name, value))).isEqualTo(name);
        assertThat(invalid(Map.of("from", "2026-06-02", "to", "2026-06-01"))).isEqualTo("to");
    }

    @ParameterizedTest
    @ValueSource(strings = {SEARCH, "OrderSearchFunction-RebuildOrderIndex.json"})
    void callers_whoAreNoAdmins_shouldBeForbidden(String sample) {
        index(place("a", "2026-06-01T10:00:00Z"));
        var request = Events.read(sample, APIGatewayProxyRequestEvent.class);
        request.getRequestContext().setAuthorizer(Map.of("customerId", "customer-1", "groups", "staff"));

        var response = api().handleRequest(request, context());

        assertThat(response.getStatusCode()).isEqualTo(403);
        assertThat(response.getBody()).doesNotContain("buyer");
        assertThat(rebuilds.bodies()).doesNotContain("{\"month\":\"2026-05\"}");
    }

    @Test
    void answers_shouldNotBeCached() {
        assertThat(api().handleRequest(request(Map.of()), context()).getHeaders())
                .containsEntry("Cache-Control", "no-store");
    }

    @Test
    void messages_thatNameNoOrder_shouldFailAlone() {
        var id = place("a", "2026-06-01T10:00:00Z");

        assertThat(failed(handle("{}", event(id), "no JSON", event(id).replace("2026-06-01T12:00:00Z", "now"))))
                .containsExactly("m0", "m2", "m3");
        assertThat(references(search(Map.of()))).containsExactly(id.value());
    }

    @Test
    void orderThatDoesNotExist_shouldBeIgnored() {
        assertThat(failed(handle(event(Orders.id("nothing"))))).isEmpty();

        assertThat(search(Map.of()).at("/total").asInt()).isZero();
    }

    @Test
    void bucketThatDoesNotAnswer_shouldReturnAllMessages() {
        var id = place("a", "2026-06-01T10:00:00Z");
        s3.failWith(503);
        assertThat(failed(handle(event(id)))).containsExactly("m0");

        s3.failWith(0);
        assertThat(failed(handle(event(id)))).isEmpty();
        assertThat(references(search(Map.of()))).containsExactly(id.value());
    }

    @Test
    void firstOrderOfAMonth_shouldRequestARebuildThatFindsAll() {
        place("unknown", "2026-06-01T09:00:00Z");
        place("month", "2026-05-31T23:59:59.999Z");
        index(place("a", "2026-06-01T10:00:00Z"));
        assertThat(references(search(Map.of()))).hasSize(1);
        assertThat(rebuilds.bodies()).containsExactly("{\"month\":\"2026-06\"}");

        assertThat(failed(rebuilder().handleRequest(messages(rebuilds.bodies().toArray(String[]::new)), context())))
                .isEmpty();
        assertThat(references(search(Map.of()))).hasSize(2);

        assertThat(failed(rebuilder().handleRequest(
                messages("{\"month\": \"2026-05\"}", "{\"month\": \"2026-05\"}"), context()))).isEmpty();
        assertThat(references(search(Map.of()))).hasSize(3);

        // The indexer goes on with the new index.
        index(place("b", "2026-06-01T11:00:00Z"));
        assertThat(references(search(Map.of()))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"month\": \"June\"}"})
    void rebuild_messageWithoutAMonth_shouldFail(String body) {
        assertThat(failed(rebuilder().handleRequest(messages(body), context()))).containsExactly("m0");
    }

    @Test
    void rebuild_withoutMonths_shouldBeOfTheCurrentOne() {
        var request = Events.read("OrderSearchFunction-RebuildOrderIndex.json", APIGatewayProxyRequestEvent.class);
        request.setQueryStringParameters(Map.of());
        assertThat(api().handleRequest(request, context()).getStatusCode()).isEqualTo(202);
        assertThat(rebuilds.bodies()).containsExactly("{\"month\":\"2026-06\"}");

        request.setQueryStringParameters(Map.of("from", "2016-06"));
        assertThat(answer(api().handleRequest(request, context())).at("/errors/0/field").asText()).isEqualTo("from");
        assertThat(rebuilds.bodies()).hasSize(1);
    }

    private OrderSearchApi api() {
        return new OrderSearchApi(TestEnvironment.of(SETTINGS, s3, rebuilds, database.client()));
    }

    private OrderRebuildWorker rebuilder() {
        return new OrderRebuildWorker(TestEnvironment.of(SETTINGS, s3, database.client()));
    }

    private JsonNode search(Map<String, String> query) {
        var response = api().handleRequest(request(query), context());
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return answer(response);
    }

    /** The parameter that is refused. */
    private String invalid(Map<String, String> query) {
        var response = api().handleRequest(request(query), context());
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(400);
        return answer(response).at("/errors/0/field").asText();
    }

    private static APIGatewayProxyRequestEvent request(Map<String, String> query) {
        var request = Events.read(SEARCH, APIGatewayProxyRequestEvent.class);
        request.setQueryStringParameters(new HashMap<>(query));
        request.setMultiValueQueryStringParameters(null);
        return request;
    }

    private void index(OrderId... ids) {
        assertThat(failed(handle(Stream.of(ids).map(OrderSearchTest::event).toArray(String[]::new)))).isEmpty();
    }

    private SQSBatchResponse handle(String... bodies) {
        return indexer.handleRequest(messages(bodies), context());
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

    private static String event(OrderId id) {
        return FactItems.event(Orders.log("any", placed()).facts().getFirst()).toJson()
                .replace(Orders.id("any").value(), id.value());
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
    }

    private static JsonNode answer(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }

    private static List<String> references(JsonNode answer) {
        return answer.path("orders").findValuesAsText("reference");
    }

    private static LambdaContext context() {
        return new LambdaContext("OrderSearchFunction");
    }

    private static OrderPlaced placed() {
        return Orders.placedFact(Orders.line("TEA", 2));
    }

    private static Contact contact(String email, String name) {
        return new Contact(email, name, Orders.address("1 Main Street", "Springfield"));
    }

    private static OrderId place(String name, String at) {
        return place(name, at, placed());
    }

    private static OrderId place(String name, String at, String... skus) {
        return place(name, at, placed().contact(), skus);
    }

    private static OrderId place(String name, String at, Contact contact, String... skus) {
        var lines = Stream.of(skus).map(sku -> Orders.line(sku, sku.length())).toArray(
                OrderLine[]::new);
        var sample = Orders.placedFact(lines);
        return place(name, at, new OrderPlaced(
                sample.lines(), sample.total(), null, null, "hash", contact, "tok_approve", null));
    }

    private static OrderId place(String name, String at, OrderPlaced placed) {
        log(at).place(Orders.id(name), placed);
        return Orders.id(name);
    }

    private static void append(OrderId id, Fact... facts) {
        var log = log("2026-06-01T10:00:00Z");
        log.append(log.find(id).orElseThrow(), List.of(facts));
    }

    private static DynamoDbOrderLog log(String at) {
        return new DynamoDbOrderLog(
                database.client(), TABLE, Clock.fixed(Instant.parse(at), ZoneOffset.UTC), TestEnvironment.BACKOFF);
    }
}
