package dev.stampede.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsApiTest {

    private static final String CREATE = "ReportsFunction-CreateReport.json";
    private static final String LIST = "ReportsFunction-ListReports.json";
    private static final String GET = "ReportsFunction-GetReport.json";
    private static final Map<String, String> SETTINGS = Map.of(
            "REPORTS_TABLE", "ReportsTable", "REPORTS_BUCKET", "bucket", "REPORTS_QUEUE_URL",
            "http://localhost/reports",
            "ORDERS_TABLE", "OrdersTable", "INVENTORY_TABLE", "InventoryTable");

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedQueue queue = new RecordedQueue();
    private final ReportsApi api = new ReportsApi(TestEnvironment.of(SETTINGS, queue, database.client()));

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("ReportsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("ReportsTable");
    }

    @Test
    void newFunctions_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.of(Map.of());

        assertThatIllegalStateException().isThrownBy(() -> new ReportsApi(environment)).withMessage(
                "Settings: REPORTS_TABLE is not set; REPORTS_BUCKET is not set; REPORTS_QUEUE_URL is not set");
        assertThatIllegalStateException().isThrownBy(() -> new ReportWorker(environment)).withMessageContainingAll(
                "ORDERS_TABLE", "INVENTORY_TABLE", "REPORTS_TABLE", "REPORTS_BUCKET", "REPORTS_QUEUE_URL");
    }

    @Test
    void create_shouldQueueTheFirstStepAndSayWhereTheReportIs() {
        var response = answer(sample(CREATE));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(202);
        var report = body(response);
        var id = report.path("reportId").asText();
        assertThat(response.getHeaders()).containsEntry("Location", "/dev/v1/admin/reports/" + id);
        assertThat(report.path("status").asText()).isEqualTo("queued");
        assertThat(report.path("progress").asInt()).isZero();
        assertThat(queue.bodies()).containsExactly("{\"reportId\":\"" + id + "\"}");

        var again = sample(GET);
        again.setPathParameters(Map.of("reportId", id));
        assertThat(body(answer(again))).isEqualTo(report);
    }

    @Test
    void list_shouldGiveAllReportsPageByPage() {
        var ids = new HashSet<String>();
        for (var number = 0; number < 3; number++) {
            ids.add(body(answer(sample(CREATE))).path("reportId").asText());
        }

        var first = list(Map.of("limit", "2"));
        var rest = list(Map.of("limit", "2", "cursor", first.path("nextCursor").asText()));

        assertThat(first.path("reports")).hasSize(2);
        assertThat(rest.path("reports")).hasSize(1);
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(list(Map.of("limit", "3")).has("nextCursor")).as("a last page that is full").isFalse();
        ids.removeAll(first.findValuesAsText("reportId"));
        assertThat(rest.findValuesAsText("reportId")).containsExactlyElementsOf(ids);
    }

    @Test
    void get_unknownReport_shouldNotBeFound() {
        assertThat(answer(sample(GET)).getStatusCode()).isEqualTo(404);
        var nonsense = sample(GET);
        nonsense.setPathParameters(Map.of("reportId", "1"));
        assertThat(body(answer(nonsense)).at("/errors/0/field").asText()).isEqualTo("reportId");
    }

    @ParameterizedTest
    @CsvSource({"kind,visits", "format,xls", "from,2026-13-01", "to,today", "to,2026-04-30", "to,2027-05-02",
            "surprise,1"})
    void create_badField_shouldBeNamed(String field, String value) {
        var request = sample(CREATE);
        var members = new HashMap<String, String>(Map.of(
                "kind", "orders", "format", "csv", "from", "2026-05-01", "to", "2026-05-31"));
        members.put(field, value);
        request.setBody(Json.write(members));

        var response = answer(request);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(queue.bodies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CREATE, LIST, GET})
    void callers_whoAreNoAdmins_shouldBeForbidden(String sample) {
        var request = sample(sample);
        request.getRequestContext().setAuthorizer(Map.of("customerId", "customer-1", "groups", "staff"));

        assertThat(answer(request).getStatusCode()).isEqualTo(403);
        assertThat(queue.bodies()).isEmpty();
    }

    @Test
    void worker_sampleEventOfAnUnknownReport_shouldBeDropped() {
        var worker = new ReportWorker(TestEnvironment.of(SETTINGS, queue, database.client()));

        var response = worker.handleRequest(
                Events.read("ReportFunction-Steps.json", SQSEvent.class), new LambdaContext("ReportFunction"));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.bodies()).isEmpty();
    }

    private JsonNode list(Map<String, String> query) {
        var request = sample(LIST);
        request.setQueryStringParameters(query);
        return body(answer(request));
    }

    private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent request) {
        return api.handleRequest(request, new LambdaContext("ReportsFunction"));
    }

    private static APIGatewayProxyRequestEvent sample(String name) {
        return Events.read(name, APIGatewayProxyRequestEvent.class);
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }
}
