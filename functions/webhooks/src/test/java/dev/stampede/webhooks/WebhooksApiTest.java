package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedLog;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksApiTest {

    private static final TestStore DATABASE = new TestStore();
    private static final Map<String, String> SETTINGS = Map.of(
            "WEBHOOKS_TABLE", TestStore.TABLE,
            "WEBHOOK_CONCURRENCY", "100",
            "WEBHOOK_DELIVERIES_QUEUE_URL", TestStore.DELIVERIES,
            "WEBHOOK_EVENTS_QUEUE_URL", TestStore.EVENTS,
            "WEBHOOK_SECRETS_KEY", "a secret",
            "WEBHOOK_LOOPBACK", "no");

    private final TestStore store = DATABASE;
    private final WebhooksApi api = new WebhooksApi(TestEnvironment.of(SETTINGS, store.dynamoDb(), store.sqs));

    private record Response(int status, Map<String, String> headers, JsonNode body) {}

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private Response send(APIGatewayProxyRequestEvent event) {
        var response = api.handleRequest(event, new LambdaContext("WebhooksFunction"));
        return new Response(response.getStatusCode(), response.getHeaders(),
                response.getBody().isEmpty() ? Json.read("{}", JsonNode.class)
                        : Json.read(response.getBody(), JsonNode.class));
    }

    private static APIGatewayProxyRequestEvent event(String sample) {
        return Events.read("WebhooksFunction-" + sample + ".json", APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent event(String sample, WebhookId id) {
        var event = event(sample);
        var parameters = new HashMap<>(event.getPathParameters());
        parameters.put("webhookId", id.value());
        event.setPathParameters(parameters);
        return event;
    }

    private Response create() {
        return send(event("CreateWebhook"));
    }

    private WebhookId created() {
        return new WebhookId(create().body().get("webhookId").asText());
    }

    @Test
    void create_shouldShowTheSecretOnce() {
        var response = create();
        assertThat(response.status()).isEqualTo(201);
        var id = response.body().get("webhookId").asText();
        assertThat(response.headers()).containsEntry("Location", "/dev/v1/admin/webhooks/" + id)
                .containsEntry("Cache-Control", "no-store").containsEntry("ETag", "\"1\"");
        assertThat(response.body().get("status").asText()).isEqualTo("enabled");
        assertThat(response.body().get("createdBy").asText()).isEqualTo("shopkeeper");
        var secret = response.body().get("secret").asText();
        assertThat(secret).startsWith("whsec_");
        var found = send(event("GetWebhook", new WebhookId(id)));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().has("secret")).isFalse();
        assertThat(found.body().get("types")).hasSize(2);
        assertThat(send(event("ListWebhooks")).body().get("webhooks").get(0)).isEqualTo(found.body());
        assertThat(store.dynamoDb().scan(scan -> scan.tableName(TestStore.TABLE)).items().toString())
                .doesNotContain(secret.substring("whsec_".length()));
    }

    @Test
    void secrets_shouldNotBeLogged() {
        try (var log = new RecordedLog()) {
            var response = create();
            var rotated = send(event("RotateWebhookSecret", new WebhookId(response.body().get("webhookId").asText())));
            assertThat(log.lines()).isNotEmpty();
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(response.body().get("secret").asText().substring(6)))
                    .noneMatch(line -> line.contains(rotated.body().get("secret").asText().substring(6)))
                    .noneMatch(line -> line.contains("receiver.example.com"));
        }
    }

    @Test
    void invalidFields_shouldAllBeNamed() {
        var event = event("CreateWebhook");
        event.setBody("""
                {"url": "http://receiver.example.com", "types": ["stampede.order.order-placed.v1", "order.unknown",
                "stampede.order.order-placed.v1"], "status": "disabled", "secret": "mine"}
                """);
        var response = send(event);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("url", "types[1]", "types[2]", "status", "secret");
        for (var body : List.of("{}", "{\"url\": \"https://a.example.com\", \"types\": []}",
                "{\"url\": \"https://127.0.0.1\", \"types\": [\"stampede.order.order-placed.v1\"]}",
                "{\"url\": \"https://a.example.com\", \"types\": [\"stampede.webhook.test.v1\"]}")) {
            event.setBody(body);
            assertThat(send(event).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void loopback_whereAllowed_shouldBeAccepted() {
        var settings = new HashMap<>(SETTINGS);
        settings.put("WEBHOOK_LOOPBACK", "yes");
        var local = new WebhooksApi(TestEnvironment.of(settings, store.dynamoDb(), store.sqs));
        var event = event("CreateWebhook");
        event.setBody("{\"url\": \"http://127.0.0.1:9000/events\", \"types\": [\"stampede.order.order-placed.v1\"]}");
        assertThat(local.handleRequest(event, new LambdaContext("WebhooksFunction")).getStatusCode()).isEqualTo(201);
        assertThat(send(event).status()).isEqualTo(400);
    }

    @Test
    void put_shouldChangeAndPause() {
        var id = created();
        var paused = send(event("PutWebhook", id));
        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.body().get("status").asText()).isEqualTo("paused");
        assertThat(paused.headers()).containsEntry("ETag", "\"2\"");
        var stale = event("PutWebhook", id);
        stale.setMultiValueHeaders(null);
        stale.setHeaders(Map.of("If-Match", "\"1\"", "Content-Type", "application/json"));
        assertThat(send(stale)).as("repeated").satisfies(response -> {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("ETag", "\"2\"");
        });
        stale.setBody(stale.getBody().replace("Accounting", "Books"));
        assertThat(send(stale)).satisfies(response -> {
            assertThat(response.status()).isEqualTo(412);
            assertThat(response.body().get("type").asText()).isEqualTo("urn:stampede:problem:precondition-failed");
        });
        var blind = event("PutWebhook", id);
        blind.setMultiValueHeaders(null);
        blind.setHeaders(Map.of("Content-Type", "application/json"));
        assertThat(send(blind).status()).isEqualTo(428);
        assertThat(send(event("TestWebhook", id)).status()).as("paused").isEqualTo(409);
    }

    @Test
    void rotation_shouldShowTheNewSecretAndTheEndOfTheOldOne() {
        var response = create();
        var id = new WebhookId(response.body().get("webhookId").asText());
        var rotated = send(event("RotateWebhookSecret", id));
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.body().get("secret")).isNotEqualTo(response.body().get("secret"));
        assertThat(rotated.body().get("previousSecretExpiresAt").asText()).isEqualTo("2026-06-03T12:00:00Z");
        var without = event("RotateWebhookSecret", id);
        without.setBody("{\"overlapHours\": 0}");
        assertThat(send(without).body().has("previousSecretExpiresAt")).isFalse();
        without.setBody("");
        assertThat(send(without).body().get("previousSecretExpiresAt").asText()).isEqualTo("2026-06-02T12:00:00Z");
    }

    @Test
    void test_shouldSendAnEventToTheWebhook() {
        var response = send(event("TestWebhook", created()));
        assertThat(response.status()).isEqualTo(202);
        assertThat(store.sqs.take(TestStore.DELIVERIES)).singleElement()
                .satisfies(message -> assertThat(message.body()).contains(response.body().get("deliveryId").asText()));
    }

    @Test
    void deliveries_shouldBeListedByPages() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        IntStream.range(0, 5).forEach(order -> store.publish(TestStore.paid(order)));
        store.deliver();
        var ids = new HashSet<String>();
        var event = event("ListDeliveries", webhook.id());
        String cursor = null;
        do {
            event.setQueryStringParameters(cursor == null ? Map.of("limit", "2", "status", "delivered")
                    : Map.of("limit", "2", "status", "delivered", "cursor", cursor));
            var page = send(event);
            assertThat(page.status()).isEqualTo(200);
            page.body().get("deliveries").forEach(delivery -> ids.add(delivery.get("deliveryId").asText()));
            cursor = page.body().path("nextCursor").asText(null);
        } while (cursor != null);
        assertThat(ids).hasSize(5);
        event.setQueryStringParameters(Map.of("limit", "5"));
        assertThat(send(event).body().has("nextCursor")).as("a last page that is full").isFalse();
        event.setQueryStringParameters(Map.of("status", "failed"));
        assertThat(send(event).body().get("deliveries")).isEmpty();
        event.setQueryStringParameters(Map.of("status", "unknown"));
        assertThat(send(event).status()).isEqualTo(400);
        var one = event("GetDelivery", webhook.id());
        one.setPathParameters(Map.of("webhookId", webhook.id().value(), "deliveryId", ids.iterator().next()));
        var delivery = send(one).body();
        assertThat(delivery.get("payload").asText()).contains("payment-captured");
        assertThat(delivery.get("attempts").get(0).get("status").asInt()).isEqualTo(200);
        assertThat(delivery.get("attempts").get(0).get("milliseconds").asInt()).isEqualTo(5);
        var again = event("RedeliverEvent", webhook.id());
        again.setPathParameters(one.getPathParameters());
        assertThat(send(again).status()).isEqualTo(202);
        assertThat(store.sqs.take(TestStore.DELIVERIES)).hasSize(1);
    }

    @Test
    void redelivery_shouldRunOnceAtATime() {
        var id = created();
        assertThat(send(event("GetRedelivery", id)).status()).isEqualTo(404);
        var started = send(event("StartRedelivery", id));
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.body().get("status").asText()).isEqualTo("running");
        assertThat(send(event("GetRedelivery", id)).body()).isEqualTo(started.body());
        assertThat(send(event("StartRedelivery", id)).body().get("type").asText())
                .isEqualTo("urn:stampede:problem:redelivery-running");
        var reversed = event("StartRedelivery", id);
        reversed.setBody("{\"from\": \"2026-06-02T00:00:00Z\", \"to\": \"2026-06-01T00:00:00Z\"}");
        assertThat(send(reversed).body().get("errors").get(0).get("field").asText()).isEqualTo("to");
        reversed.setBody(
                "{\"from\": \"yesterday\", \"to\": \"+1000000000-01-01T00:00:00Z\", \"deliveries\": \"some\"}");
        assertThat(send(reversed).body().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("from", "to", "deliveries");
    }

    @Test
    void unknownWebhook_shouldBeNotFound() {
        for (var sample : List.of("GetWebhook", "PutWebhook", "DeleteWebhook", "RotateWebhookSecret", "TestWebhook",
                "ListDeliveries", "GetDelivery", "RedeliverEvent", "GetRedelivery", "StartRedelivery")) {
            assertThat(send(event(sample)).status()).as(sample).isEqualTo(404);
        }
    }

    @Test
    void customer_shouldBeForbidden() {
        var event = event("ListWebhooks");
        event.getRequestContext().setAuthorizer(Map.of("principalId", "c", "customerId", "c", "groups", ""));
        assertThat(send(event).status()).isEqualTo(403);
    }

    /** The bound holds exactly when many admins create webhooks at once, and deleting one makes room. */
    @Test
    void webhooks_createdAtOnce_shouldBeBounded() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(IntStream.range(0, Webhook.MAX + 5)
                    .<Callable<Integer>> mapToObj(number -> () -> create().status()).toList()).stream()
                    .map(future -> future.resultNow()).toList();
            assertThat(statuses.stream().filter(status -> status == 201).count())
                    .isEqualTo(store.webhooks().all().size()).isLessThanOrEqualTo(Webhook.MAX);
        }
        while (create().status() == 201) {
            assertThat(store.webhooks().all()).hasSizeLessThanOrEqualTo(Webhook.MAX);
        }
        assertThat(store.webhooks().all()).hasSize(Webhook.MAX);
        assertThat(create().body().get("type").asText()).isEqualTo("urn:stampede:problem:webhook-limit");
        var first = store.webhooks().all().getFirst().id();
        assertThat(send(event("DeleteWebhook", first)).status()).isEqualTo(204);
        assertThat(send(event("DeleteWebhook", first)).status()).isEqualTo(404);
        assertThat(create().status()).isEqualTo(201);
        assertThat(create().status()).isEqualTo(409);
    }

    @Test
    void list_shouldHavePages() {
        created();
        created();
        created();
        var event = event("ListWebhooks");
        event.setQueryStringParameters(Map.of("limit", "2"));
        var first = send(event).body();
        event.setQueryStringParameters(Map.of("limit", "2", "cursor", first.get("nextCursor").asText()));
        var second = send(event).body();
        assertThat(first.get("webhooks")).hasSize(2);
        assertThat(second.get("webhooks")).hasSize(1);
        assertThat(second.has("nextCursor")).isFalse();
        event.setQueryStringParameters(Map.of("cursor", "other"));
        assertThat(send(event).status()).isEqualTo(400);
    }

    /** A success that comes in between keeps a webhook enabled; so does an admin's change. */
    @Test
    void disabling_shouldLoseToASuccessAndToAnAdmin() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        var webhooks = store.webhooks();
        var since = TestEnvironment.NOW;
        webhooks.failing(webhook.id(), since);
        webhooks.failing(webhook.id(), since.plusSeconds(1));
        assertThat(store.find(webhook.id()).failingSince()).isEqualTo(since);
        webhooks.succeeded(webhook.id());
        assertThat(webhooks.disable(webhook.id(), since, since)).isFalse();
        webhooks.failing(webhook.id(), since);
        var seen = store.find(webhook.id());
        webhooks.replace(seen, seen.changed(seen.url(), seen.types(), "", Webhook.Status.PAUSED));
        assertThat(webhooks.disable(webhook.id(), since, since)).isFalse();
        assertThat(webhooks.replace(seen, seen)).as("an old version").isFalse();
    }
}
