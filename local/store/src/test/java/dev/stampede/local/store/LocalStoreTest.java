package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.mail.SentMail;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.local.store.sample.Greeter;
import dev.stampede.local.store.sample.Worker;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {

    private static final Path TEMPLATE = Path.of("src/test/resources/small-store.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REDRIVE = "/_local/queues/JobsDeadLetters/redrive";

    private static LocalStore store;
    private static Http http;

    @BeforeAll
    static void start() {
        store = LocalStore.start(LocalStore.Options.of(TEMPLATE).withParameter("Greeting", "Moin"));
        http = new Http(store.apiUrl());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void api_request_shouldReachTheFunctionWithItsParameters() {
        var response = http.get("/greetings/Ada%20L");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Moin Ada L");
    }

    @Test
    void api_functionFails_shouldSayBadGateway() {
        assertThat(http.get("/greetings/nobody").statusCode()).isEqualTo(502);
    }

    @Test
    void api_unknownRoute_shouldAnswerInTheTemplatesShape() {
        var response = http.get("/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.body()).isEqualTo("{\"status\":404}");
    }

    @Test
    void api_preflight_shouldBeAnsweredWithTheMethodsOfTheResource() {
        var response = http.send("/greetings/x", request -> request.method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).contains("GET,OPTIONS");
    }

    @Test
    void api_guardedRoute_shouldWantATokenOfTheLocalIssuer() {
        var token = http.get("/_local/token?sub=ada").body();
        var forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertThat(http.get("/admin/greetings/Ada").statusCode()).isEqualTo(401);
        assertThat(bearing(forged, "/admin/greetings/Ada")).isEqualTo(401);
        assertThat(bearing(token, "/admin/greetings/Ada")).isEqualTo(200);
        assertThat(bearing(store.token(TokenRequest.admin("root")), "/admin/greetings/Ada")).isEqualTo(200);
        assertThat(http.get("/guests/Ada").statusCode()).isEqualTo(200);
    }

    @Test
    void queue_message_shouldTriggerItsFunctionAndShowInTheMetrics() {
        http.get("/greetings/Grace");

        await().atMost(PATIENCE).until(() -> store.metrics().sums().containsKey("Jobs{Outcome=Grace}"));
        assertThat(http.json("/_local/metrics").path("Jobs{Outcome=Grace}").asDouble()).isEqualTo(1.0);
    }

    @Test
    void docsPage_shouldLoadSwaggerUiAndTheContract() {
        assertThat(http.page("/_local/docs").body()).contains("/v1/openapi.yaml", "/_local/docs/swagger-ui-bundle.js");
        var script = http.get("/_local/docs/swagger-ui-bundle.js");
        assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(script.body()).contains("SwaggerUIBundle");
        assertThat(http.get("/_local/docs/swagger-ui.css").body()).contains(".swagger-ui");
        assertThat(http.get("/_local/docs/pom.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void functionsPage_shouldCountInvocationsAndErrors() {
        var before = function("GreeterFunction");
        http.get("/greetings/Linus");
        http.get("/greetings/nobody");
        var after = function("GreeterFunction");

        assertThat(after.path("handler").asText()).isEqualTo("dev.stampede.local.store.sample.Greeter");
        assertThat(after.path("triggers").get(0).asText()).isEqualTo("GET /greetings/{name}");
        assertThat(function("WorkerFunction").path("triggers").get(0).asText()).isEqualTo("SQS stampede-local-Jobs");
        assertThat(after.path("invocations").asLong() - before.path("invocations").asLong()).isEqualTo(2);
        assertThat(after.path("errors").asLong() - before.path("errors").asLong()).isEqualTo(1);
    }

    @Test
    void functionsPage_shouldShowAuthorizersAndFilters() {
        assertThat(triggers("GreeterFunction")).contains("GET /admin/greetings/{name}, authorizer Known");
        assertThat(triggers("DoormanFunction")).containsExactly("Authorizer Everybody", "Authorizer Known");
        assertThat(triggers("WorkerFunction"))
                .contains("SQS stampede-local-Announcements, filter {\"body\":{\"kind\":[\"job\"]}}");
    }

    @Test
    void functionsPage_invocation_shouldRunTheFunction() {
        var answered = invoke("GreeterFunction", "{\"pathParameters\":{\"name\":\"Ada\"}}");
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(answered.body()).contains("Moin Ada");
        assertThat(answered.headers().firstValue("X-Amz-Function-Error")).isEmpty();

        var failed = invoke("GreeterFunction", "{\"pathParameters\":{\"name\":\"nobody\"}}");
        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(failed.body()).contains("java.lang.IllegalStateException", "Nobody is there");

        assertThat(invoke("NoFunction", "{}").statusCode()).isEqualTo(404);
        var withoutType = http.send("/_local/functions/GreeterFunction/invocations",
                request -> request.POST(BodyPublishers.ofString("{}")));
        assertThat(withoutType.statusCode()).isEqualTo(415);
    }

    @Test
    void queuesPage_failedMessage_shouldShowAmongTheDeadLettersAndStayThere() {
        var url = store.services().clients().sqs()
                .getQueueUrl(request -> request.queueName("stampede-local-JobsDeadLetters")).queueUrl();
        store.services().clients().sqs()
                .sendMessage(request -> request.queueUrl(url).messageBody(Worker.TROUBLE));

        for (var look = 0; look < 2; look++) {
            await().atMost(PATIENCE).until(() -> queue("JobsDeadLetters").path("messages").size() == 1);
            assertThat(queue("JobsDeadLetters").path("messages").get(0).path("body").asText())
                    .isEqualTo(Worker.TROUBLE);
        }
        assertThat(queue("JobsDeadLetters").path("deadLetters").asBoolean()).isTrue();
        assertThat(queue("Jobs").path("deadLetters").asBoolean()).isFalse();
    }

    @Test
    void queuesPage_redrive_shouldReturnDeadLettersToTheQueueTheyCameFrom() {
        var url = store.services().clients().sqs()
                .getQueueUrl(request -> request.queueName("stampede-local-JobsDeadLetters")).queueUrl();
        store.services().clients().sqs()
                .sendMessage(request -> request.queueUrl(url).messageBody("Redriven"));
        await().atMost(PATIENCE).until(() -> deadLetters().contains("Redriven"));
        assertThat(queue("JobsDeadLetters").path("replay").asText()).isEqualTo(REDRIVE);
        assertThat(queue("JobsDeadLetters").path("sources").get(0).asText()).isEqualTo("Jobs");

        assertThat(post(REDRIVE).statusCode()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> store.metrics().sums().containsKey("Jobs{Outcome=Redriven}"));
        assertThat(deadLetters()).doesNotContain("Redriven");
    }

    @Test
    void queuesPage_redriveOfAnotherQueue_shouldRefuse() {
        assertThat(post("/_local/queues/Jobs/redrive").statusCode()).isEqualTo(409);
        assertThat(post("/_local/queues/Nothing/redrive").statusCode()).isEqualTo(404);
        assertThat(http.send(REDRIVE, request -> request.POST(BodyPublishers.ofString("{}"))).statusCode())
                .isEqualTo(415);
        assertThat(queue("ParkedRecordsQueue").path("replay").asText()).isEqualTo("/_local/replay");
        assertThat(queue("Jobs").has("replay")).isFalse();
    }

    @Test
    void mailboxPage_shouldShowMailNewestFirstAndNeverRunIt() {
        store.mailbox().add(mail("m1", "ada@example.com", "First"));
        store.mailbox().add(mail("m2", "bob@example.com", "<script>alert(1)</script>"));

        assertThat(http.json("/_local/mailbox").findValuesAsText("id")).containsSubsequence("m2", "m1");
        var toAda = http.json("/_local/mailbox?to=ada@example.com");
        assertThat(toAda).hasSize(1);
        assertThat(toAda.get(0).path("subject").asText()).isEqualTo("First");
        assertThat(http.json("/_local/mailbox?to=nobody@example.com")).isEmpty();

        var body = http.get("/_local/mailbox/m1");
        assertThat(body.body()).isEqualTo("<base target=\"_blank\"><p>Hello</p>");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("sandbox",
                "default-src 'none'");
        assertThat(http.get("/_local/mailbox/none").statusCode()).isEqualTo(404);
    }

    @Test
    void mailboxPage_summary_shouldFindByContentAndLeaveOutBodies() {
        store.mailbox().add(mail("s1", "carol@example.com", "About umbrellas"));
        store.mailbox().add(mail("s2", "carol@example.com", "About Umbrellas again"));

        var found = http.json("/_local/mailbox?summary=true&q=umbrellas&limit=1");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("id").asText()).isEqualTo("s2");
        assertThat(found.get(0).path("preview").asText()).isEqualTo("Hello");
        assertThat(found.get(0).has("html")).isFalse();
        assertThat(http.json("/_local/mailbox?q=umbrellas")).hasSize(2);
        assertThat(http.json("/_local/mailbox?q=carol@EXAMPLE").get(0).path("html").asText()).isEqualTo("<p>Hello</p>");
        assertThat(http.json("/_local/mailbox?q=parasols")).isEmpty();
        var one = http.send("/_local/mailbox/s1", request -> request.header("Accept", "application/json")).body();
        assertThat(one).contains("\"subject\" : \"About umbrellas\"", "\"text\" : \"Hello\"");
    }

    @Test
    void mailboxPage_wait_shouldAnswerWhenMailComes() {
        var later = CompletableFuture.supplyAsync(() -> http.json("/_local/mailbox?to=late@example.com&wait=20"));
        store.mailbox().add(mail("m3", "late@example.com", "Late"));

        assertThat(later.orTimeout(10, TimeUnit.SECONDS).join()).hasSize(1);
    }

    @Test
    void issuer_discovery_shouldLeadToTheKeys() {
        var discovery = http.json("/_local/oidc/.well-known/openid-configuration");

        assertThat(discovery.path("issuer").asText()).isEqualTo(store.apiUrl() + "/_local/oidc");
        assertThat(discovery.path("jwks_uri").asText()).isEqualTo(store.apiUrl() + "/_local/oidc/jwks");
        assertThat(http.json("/_local/oidc/jwks").path("keys").get(0).has("d")).isFalse();
    }

    @Test
    void tokenPage_json_shouldSayHowLongItLives() {
        var response = http.send("/_local/token?sub=ada&ttl=60",
                request -> request.header("Accept", "application/json"));

        assertThat(response.body()).contains("\"access_token\"", "\"expires_in\" : 60");
    }

    @Test
    void tokenPage_badRequest_shouldNameTheField() {
        assertThat(http.get("/_local/token?ttl=long").body()).contains("ttl");
        assertThat(http.get("/_local/token?ttl=86401").statusCode()).isEqualTo(400);
        assertThat(http.get("/_local/token?sub=%20").body()).contains("sub");
    }

    @Test
    void index_shouldLinkEveryPage() {
        assertThat(http.get("/_local").body()).contains("/_local/mailbox", "/_local/functions", "/_local/queues",
                "/_local/metrics", "/_local/token");
        assertThat(http.get("/_local/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void localPages_foreignHostName_shouldRefuse() throws Exception {
        try (var socket = new Socket("127.0.0.1", store.apiUrl().getPort())) {
            socket.getOutputStream()
                    .write("GET /_local/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void start_portInUse_shouldSaySoAndLeaveTheOther() {
        var port = store.apiUrl().getPort();

        assertThatThrownBy(() -> LocalStore.start(LocalStore.Options.of(TEMPLATE).withPort(port)))
                .isInstanceOf(CannotStart.class).hasMessageContaining("Port " + port + " is in use");
        assertThat(http.get("/greetings/Ada").statusCode()).isEqualTo(200);
    }

    @Test
    void start_noTemplate_shouldNameIt() {
        assertThatThrownBy(() -> LocalStore.start(LocalStore.Options.of(Path.of("no-such.yaml"))))
                .isInstanceOf(CannotStart.class).hasMessageContaining("no-such.yaml");
    }

    @Test
    void start_badParameter_shouldNameIt() {
        assertThatThrownBy(
                () -> LocalStore.start(LocalStore.Options.of(TEMPLATE).withParameter("Greeting", "1")))
                        .isInstanceOf(CannotStart.class).hasMessageContaining("Greeting");
    }

    @Test
    void start_dataInUse_shouldSaySo(@TempDir Path data) {
        var options = LocalStore.Options.of(TEMPLATE).withData(data);
        try (var first = LocalStore.start(options)) {
            assertThatThrownBy(() -> LocalStore.start(options)).isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another store is using " + data);
            assertThat(new Http(first.apiUrl()).get("/greetings/Ada").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void start_demoCatalogRefused_shouldNameTheWayWithoutIt() {
        assertThatThrownBy(() -> LocalStore.start(LocalStore.Options.of(TEMPLATE).withDemo(true)))
                .isInstanceOf(CannotStart.class).hasMessageContaining("/v1/products returned 404")
                .hasMessageContaining("--no-demo");
    }

    @Test
    void close_whileARequestWaits_shouldEndItAtOnceAndCloseThePort() throws Exception {
        var stopped = LocalStore.start(LocalStore.Options.of(TEMPLATE));
        var client = new Http(stopped.apiUrl());
        var slow = CompletableFuture.supplyAsync(() -> client.get("/greetings/" + Greeter.SLOW));
        await().atMost(PATIENCE).until(() -> stopped.functions().statistics().stream()
                .anyMatch(function -> function.logicalId().equals("GreeterFunction") && function.running() == 1));

        var start = System.nanoTime();
        stopped.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        var response = slow.get(1, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThatThrownBy(() -> client.get("/greetings/Ada")).hasCauseInstanceOf(ConnectException.class);
    }

    private List<String> triggers(String function) {
        return function(function).path("triggers").valueStream().map(JsonNode::asText).toList();
    }

    private JsonNode function(String name) {
        return named(http.json("/_local/functions"), name);
    }

    private JsonNode queue(String name) {
        return named(http.json("/_local/queues"), name);
    }

    private static JsonNode named(JsonNode rows,
            String name) {
        return rows.valueStream().filter(row -> row.path("name").asText().equals(name)).findFirst().orElseThrow();
    }

    private static int bearing(String token, String path) {
        return http.send(path, request -> request.header("Authorization", "Bearer " + token)).statusCode();
    }

    private List<String> deadLetters() {
        return queue("JobsDeadLetters").path("messages").findValuesAsText("body");
    }

    private static HttpResponse<String> post(String path) {
        return http.send(path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
    }

    private static HttpResponse<String> invoke(String function, String event) {
        return http.send("/_local/functions/" + function + "/invocations",
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(event)));
    }

    private static SentMail mail(String id, String to, String subject) {
        return new SentMail(id, Instant.parse("2026-03-01T12:00:00Z"), "store@example.com", List.of(to), subject,
                "<p>Hello</p>", "Hello", Map.of(), "en");
    }
}
