package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Admins export orders and read reports. */
@ExtendWith(StoreExtension.class)
class ReportsIT {

    private final TestShop shop;

    ReportsIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void orders_shouldBeExportedBehindALink() throws Exception {
        var sku = shop.product(1_250, 10);
        var email = TestShop.uniqueEmail();
        var guest = shop.guest();
        var orderId = shop.order(guest, shop.cart(guest, sku, 2), email, "tok_approve");
        var reference = shop.awaitStatus(guest, orderId, "PAID").path("reference").asText();

        var orders = read(made("orders", "csv"), "text/csv;charset=utf-8");
        assertThat(orders).startsWith("\uFEFFreference,number,status,placedAt,");
        var row = line(orders, reference);
        assertThat(row).contains("PAID", email, "2500");

        var lines = read(made("order-lines", "jsonl"), "application/jsonl");
        assertThat(line(lines, reference)).anyMatch(cell -> cell.contains(sku));

        var sales = read(made("sales", "csv"), "text/csv;charset=utf-8");
        assertThat(line(sales, sku)).contains(today().toString(), "2", "2500");

        var movements = read(made("stock-movements", "csv"), "text/csv;charset=utf-8");
        assertThat(line(movements, sku)).contains("10", "owner");

        assertThat(read(made("taxes", "csv"), "text/csv;charset=utf-8")).startsWith("\uFEFFtax,rate,currency,");
    }

    @Test
    void reports_shouldBeListedNewestFirst() {
        var first = create("taxes", "jsonl").path("reportId").asText();
        var second = create("taxes", "csv").path("reportId").asText();

        await().atMost(TestShop.SOON).untilAsserted(() -> {
            var ids = shop.admin().get("/v1/admin/reports").expect(200).json().path("reports")
                    .findValuesAsText("reportId");
            assertThat(ids).contains(first, second);
            assertThat(ids.indexOf(second)).isLessThan(ids.indexOf(first));
        });
        var page = shop.admin().get("/v1/admin/reports?limit=1").expect(200).json();
        assertThat(page.path("reports")).hasSize(1);
        var next = shop.admin().get("/v1/admin/reports?limit=1&cursor=" + page.path("nextCursor").asText())
                .expect(200).json();
        assertThat(next.path("reports").path(0)).isNotEqualTo(page.path("reports").path(0));
    }

    @Test
    void create_withBadFields_shouldNameThem() {
        shop.admin().post("/v1/admin/reports", "{\"kind\": \"visits\", \"format\": \"xls\", \"from\": \"May\"}")
                .expectInvalid("kind")
                .expectInvalid("format")
                .expectInvalid("from")
                .expectInvalid("to");
        shop.admin().post("/v1/admin/reports", body("orders", "csv", "2026-05-31", "2026-05-01")).expectInvalid("to");
        shop.admin().post("/v1/admin/reports", body("orders", "csv", "2025-05-01", "2026-05-02")).expectInvalid("to");
        shop.admin().get("/v1/admin/reports/nonsense").expectInvalid("reportId");
        shop.admin().get("/v1/admin/reports/rep_" + "0".repeat(32)).expectProblem(404, "not-found");
    }

    @Test
    void callers_whoAreNoAdmins_shouldBeRefused() {
        var reportId = create("orders", "csv").path("reportId").asText();

        shop.guest().get("/v1/admin/reports/" + reportId).expectProblem(401, "unauthorized");
        shop.customer("anna").get("/v1/admin/reports/" + reportId).expectProblem(403, "forbidden");
        shop.customer("anna").get("/v1/admin/reports").expectProblem(403, "forbidden");
        shop.customer("anna").post("/v1/admin/reports", body("orders", "csv", "2026-05-01", "2026-05-01"))
                .expectProblem(403, "forbidden");
    }

    private JsonNode create(String kind, String format) {
        var answer = shop.admin().post(
                "/v1/admin/reports", body(kind, format, today().minusDays(1).toString(), today().toString()))
                .expect(202);
        var report = answer.json();
        assertThat(answer.response().headers().firstValue("Location"))
                .hasValue("/v1/admin/reports/" + report.path("reportId").asText());
        assertThat(report.path("status").asText()).isEqualTo("queued");
        return report;
    }

    private static String body(String kind, String format, String from, String to) {
        return "{\"kind\": \"%s\", \"format\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(
                kind, format, from, to);
    }

    private JsonNode made(String kind, String format) {
        var reportId = create(kind, format).path("reportId").asText();
        await(kind).atMost(TestShop.SOON).until(() -> report(reportId).path("status").asText().equals("completed"));
        var report = report(reportId);
        assertThat(report.path("progress").asInt()).isEqualTo(100);
        assertThat(report.path("file").path("name").asText()).startsWith(kind + "-").endsWith("." + format);
        return report;
    }

    private JsonNode report(String reportId) {
        return shop.admin().get("/v1/admin/reports/" + reportId).expect(200).json();
    }

    /** Reads the file as a browser does, without a token. */
    private static String read(JsonNode report, String contentType) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(report.path("file").path("url").asText())).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(
                    answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", "").toLowerCase(Locale.ROOT))
                            .isEqualTo(contentType);
            assertThat(answer.headers().firstValue("Content-Disposition")).hasValueSatisfying(
                    disposition -> assertThat(disposition).contains(report.path("file").path("name").asText()));
            assertThat(answer.body()).hasSize(report.path("file").path("bytes").asInt());
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
    }

    /** The cells of the last row that has this text. */
    private static List<String> line(String file, String text) {
        return file.lines().filter(line -> line.contains(text)).reduce((_, last) -> last)
                .map(line -> Arrays.asList(line.split(",", -1)))
                .orElseThrow(() -> new AssertionError(text + " is not in " + file));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
