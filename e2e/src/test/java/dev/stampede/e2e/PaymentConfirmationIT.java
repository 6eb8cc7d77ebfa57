package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that the customer must confirm, on the sandbox's page. */
@ExtendWith(StoreExtension.class)
class PaymentConfirmationIT {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final TestShop shop;
    private final Store store;

    PaymentConfirmationIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ONCE", "TWICE"})
    void customer_whoConfirms_shouldHavePaidOnce(String callbacks) {
        var tea = shop.product(450, 5);
        var email = TestShop.uniqueEmail();
        var order = awaiting(tea, email);

        assertThat(get(url(order)).body()).contains("Confirm your payment", "9.00");
        assertThat(decide(url(order), "confirm", callbacks).body()).contains("Payment confirmed");

        var paid = shop.awaitStatus(shop.guest(), order.path("orderId").asText(), "PAID");
        assertThat(TestShop.timeline(paid)).containsExactly(
                "OrderPlaced", "StockReserved", "PaymentActionRequired", "PaymentCaptured");
        shop.awaitMails(email, 2);
        assertThat(decide(url(order), "refuse", "ONCE").body()).contains("Payment confirmed");
        assertThat(shop.available(tea)).isEqualTo(3);
    }

    @Test
    void customer_whoRefuses_shouldBeDeclinedAndCanPayOtherwise() {
        var tea = shop.product(450, 5);
        var order = awaiting(tea, TestShop.uniqueEmail());
        var orderId = order.path("orderId").asText();

        decide(url(order), "refuse", "ONCE");

        var declined = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        assertThat(declined.at("/paymentDue/reason").asText()).isEqualTo("authentication_failed");
        shop.guest().post("/v1/orders/" + orderId + "/payments", "{\"paymentToken\": \"tok_approve\"}").expect(202);
        shop.awaitStatus(shop.guest(), orderId, "PAID");
    }

    @Test
    void customer_whoReturnsBeforeAnyCallback_shouldHavePaid() {
        var order = awaiting(shop.product(450, 5), TestShop.uniqueEmail());
        var orderId = order.path("orderId").asText();
        decide(url(order), "confirm", "NEVER");

        shop.guest().post("/v1/orders/" + orderId + "/payments/refresh", "{}").expect(202);

        shop.awaitStatus(shop.guest(), orderId, "PAID");
    }

    @Test
    void customer_whoConfirmsAndIsNeverHeardOf_shouldHavePaidWhenTheHoldEnds() {
        var tea = shop.product(450, 5);
        var email = TestShop.uniqueEmail();
        var order = awaiting(tea, email);
        var orderId = order.path("orderId").asText();
        decide(url(order), "confirm", "NEVER");

        await().atMost(store.hold().plus(TestShop.SOON)).until(
                () -> shop.orderView(shop.guest(), orderId).path("status").asText().equals("PAID"));

        assertThat(TestShop.timeline(shop.orderView(shop.guest(), orderId)))
                .containsExactly("OrderPlaced", "StockReserved", "PaymentActionRequired", "PaymentCaptured");
        assertThat(shop.mails(email)).noneMatch(mail -> mail.path("subject").asText().contains("expired"));
    }

    @Test
    void callback_withAWrongSignature_shouldBeRefused() {
        var order = awaiting(shop.product(450, 5), TestShop.uniqueEmail());
        var event = "{\"id\": \"evt_1\", \"type\": \"charge.updated\", \"charge\": \""
                + order.path("reference").asText() + "/0\"}";

        shop.guest().with("Sandbox-Signature", "t=1780315200,v1=" + "0".repeat(64))
                .post("/v1/payments/sandbox/events", event).expectProblem(400, "invalid-signature");
        shop.guest().post("/v1/payments/sandbox/events", event).expectProblem(400, "invalid-signature");
        shop.guest().post("/v1/payments/another/events", event).expectProblem(404, "not-found");
    }

    @Test
    void pageOfACharge_shouldNotBeFoundByTheOrdersReference() {
        var order = awaiting(shop.product(450, 5), TestShop.uniqueEmail());

        shop.guest().get("/v1/sandbox/charges/" + order.path("reference").asText() + ".0.AAAAAAAAAAAAAAAA")
                .expectProblem(404, "not-found");
    }

    /** An order of two units that awaits the customer's confirmation. */
    private JsonNode awaiting(String sku, String email) {
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), sku, 2), email, "tok_action");
        return shop.awaitStatus(shop.guest(), orderId, "PAYMENT_ACTION_REQUIRED");
    }

    private static URI url(JsonNode order) {
        return URI.create(order.at("/paymentDue/actionUrl").asText());
    }

    private static HttpResponse<String> get(URI url) {
        return send(HttpRequest.newBuilder(url).GET());
    }

    private static HttpResponse<String> decide(URI url, String decision, String callbacks) {
        return send(HttpRequest.newBuilder(url).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("decision=" + decision + "&callbacks=" + callbacks)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var response = BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response;
        } catch (IOException unanswered) {
            throw new AssertionError(unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
