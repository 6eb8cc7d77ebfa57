package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.runtime.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The commands of an operator, on the store that the project's template describes. */
class OperatorCommandsTest {

    private static final String TEMPLATE = "../../template.yaml";
    private static final String SKU = "POSTER";

    private static LocalStore store;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)));
        put("/v1/admin/products/posters", """
                {"title": "Posters", "category": "posters", "currency": "EUR",
                 "variants": [{"sku": "%s", "price": 1200}]}""".formatted(SKU));
        send("POST", "/v1/admin/inventory/adjustments", """
                {"adjustmentId": "first", "sku": "%s", "delta": 640, "reason": "received"}""".formatted(SKU));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void verify_unitsAddUp_shouldExitWithZero_untilAUnitIsMissing() {
        assertThat(run("verify", "--url", url())).as(out + " " + err).isZero();
        assertThat(out.toString()).contains("1 SKU verified, 0 different, 0 not verified");

        change(-1);
        try {
            assertThat(run("verify", "--url", url())).isEqualTo(1);
            assertThat(out.toString())
                    .contains("  POSTER: 1 unit missing: 640 received, 639 available, 0 in orders");
        } finally {
            change(1);
        }
    }

    @Test
    void verify_nothingRunning_shouldSaySoInOneLine() {
        assertThat(run("verify", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("stampede: No local store is running at http://127.0.0.1:1");
    }

    @Test
    void drop_twice_shouldShowThenReshardOnceAndThenBePrepared() {
        assertThat(run("drop", "prepare", SKU, "--orders", "1000", "--url", url())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("shards of POSTER: at least 16, now 1", "Nothing was changed.")
                .doesNotContain("quotas");

        assertThat(run("drop", "prepare", SKU, "--orders", "1000", "--yes", "--url", url())).isZero();
        assertThat(out.toString()).contains("POSTER has 16 shards.");
        out.getBuffer().setLength(0);
        assertThat(run("drop", "prepare", SKU, "--orders", "1000", "--yes", "--url", url())).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("Prepared for 1,000 orders a second.");
        assertThat(run("verify", "--url", url())).isZero();
    }

    @Test
    void drop_unknownSkuOrRate_shouldSaySo() {
        assertThat(run("drop", "prepare", "NOTHING", "--orders", "1000", "--url", url())).isEqualTo(2);
        assertThat(err.toString()).startsWith("stampede: NOTHING: ");
        assertThat(run("drop", "prepare", SKU, "--orders", "0", "--url", url())).isEqualTo(2);
        assertThat(err.toString()).contains("--orders must be between 1 and 40,000 a second");
    }

    /** The local store's queues are those of a stack: --stack calls SQS, and not the store. */
    @Test
    void dlq_ofAStack_shouldListShowAndRedrive() throws Exception {
        var properties = Map.of("aws.region", store.services().stack().region(), "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local", "aws.endpointUrlSqs",
                store.services().endpoints().environment().get("AWS_ENDPOINT_URL_SQS"));
        properties.forEach(System::setProperty);
        try {
            var stack = store.services().stack();
            var event = Json.parse(Files.readString(Path.of("../../events/WebhookEventsFunction-Events.json")))
                    .at("/Records/0/body").asText();
            store.services().clients().sqs().sendMessage(send -> send.messageBody(event)
                    .queueUrl(stack.queueUrl(store.template().resource("WebhookEventsDeadLetters").physicalName())));

            assertThat(run("dlq", "list", "--stack", stack.name(), "--template", TEMPLATE)).as(err.toString())
                    .isEqualTo(1);
            assertThat(out.toString()).as(err.toString())
                    .contains("1  WebhookEventsDeadLetters, from WebhookEventsQueue");
            assertThat(run("dlq", "show", "WebhookEventsDeadLetters", "--stack", stack.name(), "--template", TEMPLATE))
                    .isZero();
            assertThat(out.toString()).contains(event, "--stack-name " + stack.name());
            assertThat(
                    run("dlq", "redrive", "WebhookEventsDeadLetters", "--stack", stack.name(), "--template", TEMPLATE))
                            .isZero();
            assertThat(out.toString()).contains("Returned: 1.");
            assertThat(run("dlq", "list", "--stack", stack.name(), "--template", TEMPLATE)).isZero();
            assertThat(run("dlq", "list", "--stack", "nobody", "--template", TEMPLATE)).isEqualTo(2);
            assertThat(err.toString()).contains("stampede: No queues of a stack named nobody found");
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    /** Changes the units of a shard without a movement. */
    private static void change(int units) {
        var dynamoDb = store.services().clients().dynamoDb();
        var table = store.template().resource("InventoryTable").physicalName();
        var shard = dynamoDb.scan(scan -> scan.tableName(table)).items().stream()
                .filter(item -> item.containsKey("available")).findFirst().orElseThrow();
        dynamoDb.updateItem(update -> update.tableName(table).key(Map.of("pk", shard.get("pk")))
                .updateExpression("ADD available :units")
                .expressionAttributeValues(Map.of(":units", AttributeValue.fromN(Integer.toString(units)))));
    }

    private static String url() {
        return store.apiUrl().toString();
    }

    private static void put(String path, String body) throws Exception {
        send("PUT", path, body);
    }

    private static void send(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + store.token(TokenRequest.admin("tester")))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        }
    }

    private int run(String... arguments) {
        return Stampede.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
