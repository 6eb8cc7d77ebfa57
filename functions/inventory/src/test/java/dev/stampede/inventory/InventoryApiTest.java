package dev.stampede.inventory;

import static dev.stampede.contracts.testing.Orders.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.adapters.SqsAdjustmentQueue;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentQueue.Chunk;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.TestEnvironment;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class InventoryApiTest {

    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final List<List<String>> batches = new ArrayList<>();
    private final AtomicInteger failingSends = new AtomicInteger();
    private InventoryApi api;

    @BeforeEach
    void api() {
        database.sell(A5);
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client());
        api = new InventoryApi(
                environment, environment.settings().read(InventoryApiConfig::fromSettings),
                new SqsAdjustmentQueue(queue(), "http://localhost/adjustments", database.backoff));
    }

    @Test
    void adjust_sampleEventTwice_shouldApplyOnceAndSaySo() {
        var first = call("InventoryFunction-AdjustStock.json");
        var second = call("InventoryFunction-AdjustStock.json");

        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(body(first)).isEqualTo(Json.read("""
                {"adjustmentId": "delivery-2026-06-01", "sku": "FIELD-NOTEBOOK-A5", "delta": 40,
                 "reason": "Delivery 4711", "applied": true}""", JsonNode.class));
        assertThat(body(second).get("applied").booleanValue()).isFalse();
        assertThat(database.stock(A5).available()).isEqualTo(40);
    }

    @Test
    void show_sampleEvent_shouldShowUnitsShardsAndMovements() {
        call("InventoryFunction-AdjustStock.json");
        database.reservations().reserve(List.of(database.place("1", line(A5.value(), 3))));

        var response = call("InventoryFunction-GetStock.json");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
        assertThat(body(response)).isEqualTo(Json.read("""
                {"sku": "FIELD-NOTEBOOK-A5", "available": 37, "received": 40, "held": 3, "lowThreshold": 5,
                 "shards": [{"shard": 0, "available": 37, "received": 40}], "shardCount": 1, "minShards": 1,
                 "movements": [{"adjustmentId": "delivery-2026-06-01", "delta": 40, "reason": "Delivery 4711",
                                "by": "admin-1", "at": "2026-06-01T12:00:00Z"}]}""", JsonNode.class));
    }

    @Test
    void show_unknownSku_shouldBeNotFound() {
        assertProblem(call("InventoryFunction-GetStock.json"), 404, "not-found");
    }

    @Test
    void verify_sampleEvent_shouldReportAllUnits() {
        call("InventoryFunction-AdjustStock.json");
        database.reservations().reserve(List.of(database.place("1", line(A5.value(), 3))));

        var response = call("InventoryFunction-VerifyStock.json");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
        assertThat(body(response)).isEqualTo(Json.read(
                """
                {"sku": "FIELD-NOTEBOOK-A5", "verdict": "VERIFIED", "received": 40, "available": 37, "inOrders": 3,
                 "difference": 0, "overdue": {"reservations": 0, "charges": 0, "holds": 0, "captures": 0, "refunds": 0, "releases": 0, "mails": 0, "units": 0}}""",
                JsonNode.class));
    }

    @Test
    void verify_unitAppearedFromNowhere_shouldReportHowMany() {
        call("InventoryFunction-AdjustStock.json");
        database.tamper(A5, 0, 2);

        assertThat(body(call("InventoryFunction-VerifyStock.json"))).isEqualTo(Json.read(
                """
                {"sku": "FIELD-NOTEBOOK-A5", "verdict": "DIFFERENT", "received": 40, "available": 42, "inOrders": 0,
                 "difference": 2, "overdue": {"reservations": 0, "charges": 0, "holds": 0, "captures": 0, "refunds": 0, "releases": 0, "mails": 0, "units": 0}}""",
                JsonNode.class));
    }

    @Test
    void verify_orderExpiredLongAgoAndUnitsNotGivenBack_shouldBeOverdue() {
        call("InventoryFunction-AdjustStock.json");
        var yesterday = Clock.offset(TestEnvironment.CLOCK, Duration.ofDays(-1));
        var log = new DynamoDbOrderLog(database.client(), "OrdersTable", yesterday, database.backoff);
        log.place(Orders.id("1"), Orders.placedFact(line(A5.value(), 3)));
        database.reservations().reserve(List.of(database.order("1").facts().getFirst()));
        log.append(database.order("1"), List.of(new HoldExpired()));

        assertThat(body(call("InventoryFunction-VerifyStock.json"))).isEqualTo(Json.read("""
                {"sku": "FIELD-NOTEBOOK-A5", "verdict": "OVERDUE", "received": 40, "available": 37, "inOrders": 3,
                 "difference": 0, "overdue": {"reservations": 0, "charges": 0, "holds": 0, "captures": 0, "refunds": 0, "releases": 1,
                 "mails": 0, "units": 3}}""", JsonNode.class));
    }

    @Test
    void verify_unknownSku_shouldBeNotFound() {
        assertProblem(call("InventoryFunction-VerifyStock.json"), 404, "not-found");
    }

    @Test
    void reshard_sampleEvent_shouldAnswerTheNewStock() {
        call("InventoryFunction-AdjustStock.json");

        var response = call("InventoryFunction-SetShards.json");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response).get("shards")).hasSize(4);
        assertThat(body(response).get("shardCount").intValue()).isEqualTo(4);
        assertThat(body(response).get("minShards").intValue()).isEqualTo(4);
        assertThat(body(response).get("minShardsBy").textValue()).isEqualTo("admin-1");
        assertThat(body(call("InventoryFunction-GetStock.json")).get("minShardsBy").textValue())
                .isEqualTo("admin-1");
        assertThat(body(response).get("available").longValue()).isEqualTo(40);
    }

    @Test
    void reshard_unknownSku_shouldBeNotFound() {
        assertProblem(call("InventoryFunction-SetShards.json"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1", "1.5", "\"4\"", "null"})
    void reshard_impossibleNumber_shouldNameTheFieldAndChangeNothing(String shards) {
        call("InventoryFunction-AdjustStock.json");

        var response = call("InventoryFunction-SetShards.json", event -> event.setBody("{\"shards\":" + shards + "}"));

        assertProblem(response, 400, "invalid-request", "shards");
        assertThat(database.stock(A5).shards()).hasSize(1);
    }

    @Test
    void adjust_moreOutThanAvailable_shouldBeAConflict() {
        call("InventoryFunction-AdjustStock.json");

        var response = adjust("{'adjustmentId':'2','sku':'FIELD-NOTEBOOK-A5','delta':-41,'reason':'Lost'}");

        assertProblem(response, 409, "insufficient-stock");
        assertThat(body(response).get("available").longValue()).isEqualTo(40);
        assertThat(database.stock(A5).available()).isEqualTo(40);
    }

    @Test
    void adjust_sameIdForSomethingElse_shouldBeRefused() {
        call("InventoryFunction-AdjustStock.json");

        var response = adjust(
                "{'adjustmentId':'delivery-2026-06-01','sku':'FIELD-NOTEBOOK-A5','delta':41,'reason':'Delivery 4711'}");

        assertProblem(response, 422, "adjustment-reused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'sku':'A','delta':1,'reason':'x'} | adjustmentId",
            "{'adjustmentId':'a b','sku':'A','delta':1,'reason':'x'} | adjustmentId",
            "{'adjustmentId':'1','sku':'#','delta':1,'reason':'x'} | sku",
            "{'adjustmentId':'1','sku':'A','delta':0,'reason':'x'} | delta",
            "{'adjustmentId':'1','sku':'A','delta':1000001,'reason':'x'} | delta",
            "{'adjustmentId':'1','sku':'A','delta':-1000001,'reason':'x'} | delta",
            "{'adjustmentId':'1','sku':'A','delta':1} | reason",
            "{'adjustments':[]} | adjustments",
            "{'adjustments':{}} | adjustments",
            "[] | body",
            "{ | body"}, quoteCharacter = '`')
    void adjust_faultyRequest_shouldNameTheFieldAndWriteNothing(String body, String field) {
        assertProblem(adjust(body), 400, "invalid-request", field);
        assertThat(database.items("InventoryTable")).isEmpty();
        assertThat(batches).isEmpty();
    }

    @Test
    void adjust_skuThatTheCatalogDoesNotHave_shouldNameItAndWriteNothing() {
        var response = adjust("{'adjustmentId':'1','sku':'field-notebook-a5','delta':1,'reason':'x'}");

        assertProblem(response, 400, "invalid-request", "sku");
        assertThat(database.items("InventoryTable")).isEmpty();
    }

    @Test
    void adjust_someLinesFaulty_shouldQueueTheOthersAndReportEach() {
        sell(3);

        var response = adjust("""
                {'adjustments': [
                    {'adjustmentId': '0', 'sku': 'A-0', 'delta': 0, 'reason': 'x'},
                    {'adjustmentId': '1', 'sku': 'A-1', 'delta': 5, 'reason': 'x'},
                    'no object',
                    {'adjustmentId': '3', 'sku': 'NONE', 'delta': 5, 'reason': 'x'},
                    {'adjustmentId': '1', 'sku': 'A-1', 'delta': 5, 'reason': 'x'},
                    {'adjustmentId': '0', 'sku': 'A-2', 'delta': 5, 'reason': 'x'},
                    {'adjustmentId': 'a b', 'sku': 'A-2', 'delta': 5}]}""");

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(body(response).get("accepted").intValue()).isEqualTo(2);
        var refused = body(response).get("refused");
        assertThat(refused).extracting(line -> line.get("index").intValue()).containsExactly(0, 2, 3, 4, 6);
        assertThat(refused).extracting(line -> line.at("/problem/type").textValue().replaceFirst(".*:", ""))
                .containsExactly("invalid-request", "invalid-request", "invalid-request", "invalid-request",
                        "invalid-request");
        assertThat(refused).extracting(line -> line.get("problem").findValuesAsText("field")).containsExactly(
                List.of("adjustments[0].delta"), List.of("adjustments[2]"), List.of("adjustments[3].sku"),
                List.of("adjustments[4].adjustmentId"),
                List.of("adjustments[6].adjustmentId", "adjustments[6].reason"));
        assertThat(refused).extracting(line -> line.path("adjustmentId").asText("none"))
                .containsExactly("0", "none", "3", "1", "none");
        assertThat(chunks()).singleElement().satisfies(chunk -> assertThat(chunk.adjustments())
                .extracting(Adjustment::id)
                .containsExactly("1", "0"));
    }

    @Test
    void adjust_linesOfAnUnknownSkuTwice_shouldShowTheRefusalAtTheSkuAndLeaveTheIdFree() {
        var body = "{'adjustments':[{'adjustmentId':'x2','sku':'NONE','delta':-3,'reason':'out'}]}";
        adjust(body);
        var response = adjust(body);

        var shown = call("InventoryFunction-GetStock.json", event -> event.setPathParameters(Map.of("sku", "NONE")));

        assertThat(body(response)).isEqualTo(body(adjust(body)));
        assertThat(body(response).get("accepted").intValue()).isZero();
        assertThat(batches).isEmpty();
        assertThat(shown.getStatusCode()).isEqualTo(200);
        assertThat(body(shown).get("available").intValue()).isZero();
        assertThat(body(shown).get("movements")).singleElement().satisfies(movement -> {
            assertThat(movement.get("adjustmentId").textValue()).isEqualTo("x2");
            assertThat(movement.get("refusal").textValue()).isEqualTo("unknown-sku");
        });
        database.sell(new Sku("NONE"));
        assertThat(adjust("{'adjustmentId':'x2','sku':'NONE','delta':3,'reason':'in'}").getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void adjust_aThousandLines_shouldQueueThemInChunks() {
        sell(1000);

        var response = adjust(bulk(1000));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(body(response)).isEqualTo(Json.read("{\"accepted\":1000,\"refused\":[]}", JsonNode.class));
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 10, 10);
        var chunks = chunks();
        assertThat(chunks).allMatch(chunk -> chunk.adjustments().size() == 25);
        assertThat(chunks.stream().flatMap(chunk -> chunk.adjustments().stream())).extracting(line -> line.id())
                .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(n -> "line-" + n).toList());
        assertThat(database.items("InventoryTable")).isEmpty();
    }

    @Test
    void adjust_longestLines_shouldFitIntoOneSend() {
        var reason = "\u20ac".repeat(200);
        IntStream.range(0, 250).forEach(n -> database.sell(new Sku("%064d".formatted(n))));
        var lines = IntStream.range(0, 250)
                .mapToObj(n -> "{'adjustmentId':'%064d','sku':'%064d','delta':-1000000,'reason':'%s'}"
                        .formatted(n, n, reason))
                .toList();

        adjust("{'adjustments':[" + String.join(",", lines) + "]}");

        var bytes = batches.getFirst().stream()
                .mapToInt(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .sum();
        assertThat(batches).hasSize(1);
        assertThat(bytes).isLessThan(256 * 1024);
    }

    @Test
    void adjust_linesOfOneSkuFarApart_shouldStayInOneMessageInTheirOrder() {
        sell(40);
        var lines = IntStream.range(0, 100)
                .mapToObj(n -> "{'adjustmentId':'line-%d','sku':'A-%d','delta':%d,'reason':'x'}"
                        .formatted(n, n % 40, n < 40 ? 100 : -50))
                .toList();

        adjust("{'adjustments':[" + String.join(",", lines) + "]}");

        var chunks = chunks();
        assertThat(chunks).allMatch(chunk -> chunk.adjustments().size() <= 25).hasSizeGreaterThan(3);
        assertThat(chunks.stream().flatMap(chunk -> chunk.adjustments().stream().map(Adjustment::sku).distinct()))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(chunks.stream().flatMap(chunk -> chunk.adjustments().stream()))
                .filteredOn(line -> line.sku().equals(new Sku("A-7")))
                .extracting(Adjustment::id)
                .containsExactly("line-7", "line-47", "line-87");
    }

    @Test
    void adjust_moreLinesOfOneSkuThanAChunkHas_shouldGoIntoOneMessage() {
        database.sell(new Sku("A"));
        adjust(bulk(1000).replaceAll("A-[0-9]+", "A"));

        assertThat(chunks()).singleElement().satisfies(chunk -> assertThat(chunk.adjustments())
                .extracting(Adjustment::id)
                .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(n -> "line-" + n).toList()));
    }

    @Test
    void adjust_moreOfOneSkuThanAMessageHolds_shouldQueueNothing() {
        database.sell(new Sku("A"));
        var response = adjust(bulk(1000).replaceAll("A-[0-9]+", "A").replace("'x'", "'" + "\u20ac".repeat(200) + "'"));

        assertProblem(response, 400, "invalid-request", "adjustments");
        assertThat(batches).isEmpty();
    }

    @Test
    void adjust_longLinesOfSeveralSkus_shouldSendNoMoreThanTheQueueTakesAtOnce() {
        sell(40);
        var reason = "y".repeat(200);
        var lines = IntStream.range(0, 1000)
                .mapToObj(n -> "{'adjustmentId':'line-%d','sku':'A-%d','delta':1,'reason':'%s'}"
                        .formatted(n, n / 300, reason))
                .toList();

        adjust("{'adjustments':[" + String.join(",", lines) + "]}");

        assertThat(chunks()).hasSize(4);
        assertThat(batches).hasSizeGreaterThan(1).allSatisfy(batch -> assertThat(batch.stream()
                .mapToInt(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .sum()).isLessThanOrEqualTo(256 * 1024));
    }

    @Test
    void adjust_queueTakesOnlySome_shouldSendTheOthersAgain() {
        sell(100);
        failingSends.set(1);

        assertThat(adjust(bulk(100)).getStatusCode()).isEqualTo(202);
        assertThat(batches).extracting(List::size).containsExactly(3, 1);
    }

    @Test
    void adjust_queueIsDown_shouldBeAnErrorAndNoAcceptance() {
        sell(100);
        failingSends.set(100);

        assertProblem(adjust(bulk(100)), 500, "internal-error");
    }

    @Test
    void adjust_moreThanAThousandLines_shouldBeRefused() {
        assertProblem(adjust(bulk(1001)), 400, "invalid-request", "adjustments");
    }

    @Test
    void adjust_bodyTooLarge_shouldBeRefused() {
        assertProblem(adjust("{'x':'" + "y".repeat(1_000_000) + "'}"), 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "InventoryFunction-GetStock.json", "InventoryFunction-AdjustStock.json",
            "InventoryFunction-SetShards.json"})
    void anyRoute_withoutTheGroupAdmin_shouldBeForbidden(String file) {
        var response = call(file, event -> event.getRequestContext().setAuthorizer(Map.of("customerId", "c-1")));

        assertProblem(response, 403, "forbidden");
        assertThat(database.items("InventoryTable")).isEmpty();
    }

    @Test
    void anyRoute_badSku_shouldNameIt() {
        var response = call("InventoryFunction-GetStock.json", event -> event.setPathParameters(Map.of("sku", "#")));

        assertProblem(response, 400, "invalid-request", "sku");
    }

    private static void sell(int count) {
        IntStream.range(0, count).forEach(n -> database.sell(new Sku("A-" + n)));
    }

    private List<Chunk> chunks() {
        return batches.stream().flatMap(List::stream).map(text -> Json.read(text, Chunk.class)).toList();
    }

    private APIGatewayProxyResponseEvent adjust(String body) {
        return call("InventoryFunction-AdjustStock.json", event -> event.setBody(body.replace('\'', '"')));
    }

    private static String bulk(int lines) {
        return "{'adjustments':["
                + String.join(",", IntStream.range(0, lines)
                        .mapToObj(n -> "{'adjustmentId':'line-%d','sku':'A-%d','delta':1,'reason':'x'}".formatted(n, n))
                        .toList())
                + "]}";
    }

    private APIGatewayProxyResponseEvent call(String file) {
        return call(file, event -> {});
    }

    private APIGatewayProxyResponseEvent call(String file, Consumer<APIGatewayProxyRequestEvent> change) {
        var event = Events.read(file, APIGatewayProxyRequestEvent.class);
        change.accept(event);
        return api.handleRequest(event, new LambdaContext("InventoryFunction"));
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String slug,
            String... fields) {
        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:" + slug);
        for (var field : fields) {
            assertThat(body(response).get("errors")).extracting(error -> error.get("field").textValue())
                    .contains(field);
        }
    }

    /** A queue that rejects the first message of a number of requests. */
    private SqsClient queue() {
        return (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class},
                (proxy, method, arguments) -> {
                    if (arguments[0] instanceof SendMessageBatchRequest request) {
                        return send(request);
                    }
                    return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
                });
    }

    private SendMessageBatchResponse send(SendMessageBatchRequest request) {
        var failing = failingSends.getAndDecrement() > 0;
        batches.add(request.entries().stream()
                .skip(failing ? 1 : 0)
                .map(SendMessageBatchRequestEntry::messageBody)
                .toList());
        var failed = BatchResultErrorEntry.builder().id(request.entries().getFirst().id()).build();
        return SendMessageBatchResponse.builder().failed(failing ? List.of(failed) : List.of()).build();
    }
}
