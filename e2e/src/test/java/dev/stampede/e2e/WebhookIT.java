package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers outside the store hear what happens in it. */
@ExtendWith(StoreExtension.class)
class WebhookIT {

    private static final String WEBHOOKS = "/v1/admin/webhooks";
    private static final String PLACED = "stampede.order.order-placed.v1";
    private static final String PAID = "stampede.order.payment-captured.v1";
    private static final String TEST = "stampede.webhook.test.v1";
    /** As all times of the contract. */
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z";
    /** Of a measurement; each has two events. */
    private static final int ORDERS = 20;

    private final Store store;
    private final TestShop shop;
    private final Client admin;
    private final List<WebhookReceiver> receivers = new ArrayList<>();
    private final List<String> webhooks = new ArrayList<>();

    WebhookIT(Store store, TestShop shop) {
        this.store = store;
        this.shop = shop;
        store.inside();
        this.admin = shop.admin();
    }

    @AfterEach
    void close() {
        webhooks.forEach(id -> admin.delete(WEBHOOKS + "/" + id));
        receivers.forEach(WebhookReceiver::close);
    }

    private WebhookReceiver receiver(Duration pause) {
        var receiver = new WebhookReceiver(pause);
        receivers.add(receiver);
        return receiver;
    }

    /** Waits until every instance knows the webhook. */
    private JsonNode webhook(String url, String... types) {
        var created = admin.post(WEBHOOKS, body(url, "enabled", types)).expect(201).json();
        webhooks.add(created.path("webhookId").asText());
        var since = Instant.now();
        await("webhook").until(() -> Duration.between(since, Instant.now()).compareTo(Duration.ofMillis(2200)) > 0);
        return created;
    }

    private static String body(String url, String status, String... types) {
        return """
                {"url": "%s", "types": ["%s"], "description": "Test", "status": "%s"}
                """.formatted(url, String.join("\", \"", types), status);
    }

    private String buy(String sku) {
        var buyer = shop.guest();
        var order = shop.order(buyer, shop.cart(buyer, sku, 1), TestShop.uniqueEmail(), "tok_approve");
        return shop.awaitStatus(buyer, order, "PAID").path("reference").asText();
    }

    private List<JsonNode> deliveries(String webhookId) {
        return StreamSupport.stream(admin.get(WEBHOOKS + "/" + webhookId + "/deliveries?limit=100").expect(200).json()
                .path("deliveries").spliterator(), false).toList();
    }

    @Test
    void order_shouldBeHeardSignedAndLogged() {
        var receiver = receiver(Duration.ZERO);
        var webhook = webhook(receiver.url(), PLACED, PAID);
        var id = webhook.path("webhookId").asText();
        var secret = webhook.path("secret").asText();
        assertThat(admin.get(WEBHOOKS + "/" + id).expect(200).json().has("secret")).isFalse();
        var reference = buy(shop.product(900, 5));
        await("events").atMost(TestShop.SOON).until(() -> receiver.received().size() >= 2);
        assertThat(receiver.received()).extracting(one -> one.event().path("type").asText())
                .containsExactlyInAnyOrder(PLACED, PAID);
        assertThat(receiver.received()).allSatisfy(one -> {
            assertThat(one.isSignedWith(secret)).isTrue();
            assertThat(one.event().path("data").path("reference").asText()).isEqualTo(reference);
            assertThat(one.event().path("id").asText()).isEqualTo(one.id());
            assertThat(Contract.STORE.violations("WebhookEvent", one.body())).isEmpty();
        });
        await("log").atMost(TestShop.SOON).until(() -> deliveries(id).size() == 2);
        assertThat(deliveries(id)).allSatisfy(delivery -> {
            assertThat(delivery.path("status").asText()).isEqualTo("delivered");
            assertThat(delivery.path("attempts").get(0).path("status").asInt()).isEqualTo(204);
        });
        var delivery = deliveries(id).getFirst().path("deliveryId").asText();
        assertThat(
                admin.get(WEBHOOKS + "/" + id + "/deliveries/" + delivery).expect(200).json().path("payload").asText())
                        .isIn(receiver.received().stream().map(WebhookReceiver.Received::body).toList());
        admin.post(WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/redeliver", "").expect(202);
        await("redelivery").atMost(TestShop.SOON).until(() -> receiver.received().size() == 3);
        assertThat(new HashSet<>(receiver.received().stream().map(WebhookReceiver.Received::id).toList())).hasSize(2);
    }

    /** Parcels, parts of refunds and returns are events of their own, each as the contract describes it. */
    @Test
    void orderAfterItsSale_shouldBeHeardOf() {
        var receiver = receiver(Duration.ZERO);
        var types = Stream.of("order-shipped", "return-requested", "return-approved", "return-received",
                "refund-requested", "refunded").map(name -> "stampede.order." + name + ".v1").toArray(String[]::new);
        webhook(receiver.url(), types);
        var sku = shop.product(900, 5);
        var buyer = shop.guest();
        var order = shop.order(buyer, shop.cart(buyer, sku, 2), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(buyer, order, "PAID");
        var one = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(sku);
        var path = "/v1/admin/orders/" + order;
        admin.post(path + "/ship", one).expect(200);
        admin.post(path + "/ship", "{}").expect(200);
        var asked = buyer.post("/v1/orders/" + order + "/returns", one).expect(201).json();
        var returnId = asked.at("/returns/0/returnId").asInt();
        admin.post(path + "/returns/" + returnId + "/approve", "{}").expect(200);
        admin.post(path + "/returns/" + returnId + "/receive", "{\"restock\": true}").expect(200);
        admin.post(path + "/returns/" + returnId + "/refund", "{}").expect(202);
        await("events").atMost(TestShop.SOON).until(() -> receiver.received().size() >= 7);
        assertThat(receiver.received()).allSatisfy(
                heard -> assertThat(Contract.STORE.violations("WebhookEvent", heard.body())).as(heard.body())
                        .isEmpty());
        assertThat(receiver.received()).extracting(heard -> heard.event().path("type").asText())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(types), Stream.of("stampede.order.order-shipped.v1")).toList());
        assertThat(receiver.received("stampede.order.order-shipped.v1"))
                .extracting(heard -> heard.event().at("/data/lines/0/quantity").asInt()).contains(1);
        assertThat(receiver.received("stampede.order.return-received.v1")).singleElement()
                .satisfies(heard -> assertThat(heard.event().at("/data/returnId").asInt()).isEqualTo(returnId));
        assertThat(receiver.received("stampede.order.refunded.v1")).singleElement()
                .satisfies(heard -> assertThat(heard.event().at("/data/amount/amount").asInt()).isEqualTo(900));
    }

    @Test
    void testEvent_shouldBeSignedWithBothSecretsAfterARotation() {
        var receiver = receiver(Duration.ZERO);
        var webhook = webhook(receiver.url(), PAID);
        var id = webhook.path("webhookId").asText();
        var rotated = admin.post(WEBHOOKS + "/" + id + "/secret", "{\"overlapHours\": 1}").expect(200).json();
        var delivery = admin.post(WEBHOOKS + "/" + id + "/test", "").expect(202).json().path("deliveryId").asText();
        await("test event").atMost(TestShop.SOON).until(() -> receiver.received(TEST).size() == 1);
        assertThat(receiver.received(TEST).getFirst()).satisfies(one -> {
            assertThat(one.isSignedWith(webhook.path("secret").asText())).isTrue();
            assertThat(one.isSignedWith(rotated.path("secret").asText())).isTrue();
            assertThat(one.event().path("time").asText()).matches(TIME);
        });
        assertThat(webhook.path("createdAt").asText()).matches(TIME);
        await("log").atMost(TestShop.SOON)
                .until(() -> admin.get(WEBHOOKS + "/" + id + "/deliveries/" + delivery).status() == 200);
    }

    @Test
    void eventsOfAPause_shouldBeDeliveredByARedelivery() {
        var receiver = receiver(Duration.ZERO);
        var id = webhook(receiver.url(), PAID).path("webhookId").asText();
        admin.with("If-Match", "*").put(WEBHOOKS + "/" + id, body(receiver.url(), "paused", PAID)).expect(200);
        admin.post(WEBHOOKS + "/" + id + "/test", "").expectProblem(409, "webhook-not-enabled");
        var from = Instant.now().minusSeconds(60);
        buy(shop.product(900, 5));
        await("skipped").atMost(TestShop.SOON).until(() -> deliveries(id).stream()
                .anyMatch(delivery -> delivery.path("status").asText().equals("skipped")));
        assertThat(receiver.received()).isEmpty();
        admin.with("If-Match", "*").put(WEBHOOKS + "/" + id, body(receiver.url(), "enabled", PAID)).expect(200);
        var span = "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, Instant.now().plusSeconds(60));
        admin.post(WEBHOOKS + "/" + id + "/redelivery", span).expect(202);
        await("redelivery").atMost(TestShop.SOON).until(() -> receiver.received(PAID).size() == 1);
        await("end").atMost(TestShop.SOON).until(() -> admin.get(WEBHOOKS + "/" + id + "/redelivery").expect(200).json()
                .path("status").asText().equals("ended"));
    }

    /**
     * The receiver that is well has heard everything while the slow one, whose requests take 15 seconds each, is still far behind.
     * Prints how long events took, which depends on the machine.
     */
    @Test
    void slowAndDeadReceivers_shouldNotDelayTheOneThatIsWell() {
        var fine = receiver(Duration.ZERO);
        var sku = shop.product(900, 100);
        webhook(fine.url(), PLACED, PAID);
        var alone = longestDelay(fine, sku);
        var slow = receiver(Duration.ofSeconds(30));
        var dead = receiver(Duration.ZERO);
        dead.close();
        for (var other : List.of(slow, dead)) {
            webhook(other.url(), PLACED, PAID);
        }
        var together = longestDelay(fine, sku);
        var heardBySlow = slow.received().size();
        System.out.println(
                "The longest delay of an event: alone " + alone + ", beside a slow and a dead one " + together);
        assertThat(heardBySlow).isLessThanOrEqualTo(ORDERS);
        await("the slow one").atMost(TestShop.SOON).until(() -> !slow.received().isEmpty());
        store.retryWebhooks();
        assertThat(webhooks.stream().flatMap(id -> deliveries(id).stream())
                .filter(delivery -> delivery.path("attempts").path(0).path("failure").asText().equals("not-connected")))
                        .isNotEmpty();
    }

    /** Of the events of a few orders, from the time of the event to its receipt. */
    private Duration longestDelay(WebhookReceiver receiver, String sku) {
        var before = receiver.received().size();
        for (var order = 0; order < ORDERS; order++) {
            var buyer = shop.guest();
            shop.order(buyer, shop.cart(buyer, sku, 1), TestShop.uniqueEmail(), "tok_approve");
        }
        await("events").atMost(TestShop.SOON)
                .until(() -> receiver.received().size() >= before + 2 * ORDERS);
        return receiver.received().stream().skip(before)
                .map(one -> Duration.between(Instant.parse(one.event().path("time").asText()), one.at()))
                .max(Duration::compareTo).orElseThrow();
    }

    @Test
    void requestsThatAreNotUnderstood_shouldNameTheField() {
        admin.post(WEBHOOKS, body("http://receiver.example.com", "enabled", PAID)).expectInvalid("url");
        admin.post(WEBHOOKS, body("https://169.254.169.254/latest", "enabled", PAID)).expectInvalid("url");
        admin.post(WEBHOOKS, body("https://receiver.example.com", "enabled", "stampede.order.unknown.v1"))
                .expectInvalid("types[0]");
        admin.post(WEBHOOKS, body("https://receiver.example.com", "disabled", PAID)).expectInvalid("status");
        admin.get(WEBHOOKS + "/whk_00000000000000000000000000000000").expectProblem(404, "not-found");
        admin.get(WEBHOOKS + "?limit=1").expect(200);
        shop.customer("customer").get(WEBHOOKS).expectProblem(403, "forbidden");
        shop.guest().get(WEBHOOKS).expectProblem(401, "unauthorized");
    }
}
