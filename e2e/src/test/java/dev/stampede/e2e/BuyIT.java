package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoreExtension.class)
class BuyIT {

    private final TestShop shop;
    private final Store store;

    BuyIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void guest_buysTwoLines_shouldBePaidAndMailedAndTakenFromStock() {
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 5);
        var email = TestShop.uniqueEmail();
        var cart = shop.cart(shop.guest(), tea, 2, cup, 1);

        var placed = shop.checkout(shop.guest(), cart, email, "tok_approve").expect(202);

        var orderId = placed.json().path("orderId").asText();
        assertThat(placed.header("Location"))
                .hasValueSatisfying(url -> assertThat(url).endsWith("/v1/orders/" + orderId));
        var paid = shop.guest().get("/v1/orders/" + orderId + "?wait=5").expect(200).json();
        assertThat(paid.path("status").asText()).isEqualTo("PAID");
        assertThat(paid.path("total").asLong()).isEqualTo(2 * 450 + 1299);
        assertThat(paid.path("currency").asText()).isEqualTo("EUR");
        assertThat(paid.path("lines")).hasSize(2);
        assertThat(TestShop.timeline(paid)).containsExactly("OrderPlaced", "StockReserved", "PaymentCaptured");
        assertThat(shop.available(tea)).isEqualTo(8);
        assertThat(shop.available(cup)).isEqualTo(4);
        var mail = shop.awaitMails(email, 1).getFirst();
        assertThat(mail.path("text").asText())
                .contains("Test " + TestShop.productOf(tea))
                .contains("Test " + TestShop.productOf(cup))
                .contains("21.99");
        assertThat(mail.path("html").asText()).contains("21.99").contains(paid.path("reference").asText());
    }

    @Test
    void guest_buysWithoutACart_shouldBePaid() {
        var tea = shop.product(450, 10);
        var body = """
                {"lines": [{"sku": "%s", "quantity": 3, "unitPrice": 450}], "currency": "EUR",
                 "email": "%s", "paymentToken": "tok_approve"}
                """.formatted(tea, TestShop.uniqueEmail());
        var client = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString());

        var orderId = client.post("/v1/checkout", body).expect(202).json().path("orderId").asText();
        var again = client.post("/v1/checkout", body).expect(202);

        assertThat(again.json().path("orderId").asText()).isEqualTo(orderId);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        shop.awaitStatus(shop.guest(), orderId, "PAID");
        assertThat(shop.available(tea)).isEqualTo(7);
        client.post("/v1/checkout", body.replace("\"quantity\": 3", "\"quantity\": 4"))
                .expectProblem(422, "idempotency-mismatch");
        shop.guest().post("/v1/checkout", body).expectInvalid("Idempotency-Key");
        shop.guest()
                .with("Idempotency-Key", "a-key-that-is-long-enough")
                .post("/v1/checkout", body)
                .expectInvalid("Idempotency-Key");
    }

    @Test
    void customer_buys_shouldSeeTheOrderAndNobodyElse() {
        store.requireSeveralCustomers();
        var tea = shop.product(450, 10);
        var anna = shop.customer(TestShop.unique("anna"));
        var cart = shop.cart(shop.guest(), tea, 1);
        anna.post("/v1/carts/" + cart + "/claim", "{}").expect(200);
        shop.guest().get("/v1/carts/" + cart).expectProblem(404, "not-found");

        var orderId = shop.order(anna, cart, TestShop.uniqueEmail(), "tok_approve");

        var reference = shop.awaitStatus(anna, orderId, "PAID").path("reference").asText();
        anna.get("/v1/orders/" + reference).expect(200);
        shop.guest().get("/v1/orders/" + orderId).expectProblem(404, "not-found");
        shop.customer(TestShop.unique("ben")).get("/v1/orders/" + orderId).expectProblem(404, "not-found");
        assertThat(anna.get("/v1/orders").expect(200).json().path("orders"))
                .singleElement()
                .satisfies(order -> assertThat(order.path("reference").asText()).isEqualTo(reference));
        assertThat(shop.customer(TestShop.unique("cleo")).get("/v1/orders").expect(200).json().path("orders"))
                .isEmpty();
        assertThat(shop.admin().get("/v1/orders/" + orderId).expect(200).json().path("status").asText())
                .isEqualTo("PAID");
    }

    @Test
    void paidOrder_isShipped_shouldMailTheTrackingNumber() {
        var tea = shop.product(450, 10);
        var email = TestShop.uniqueEmail();
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), email, "tok_approve");
        shop.awaitStatus(shop.guest(), orderId, "PAID");

        shop.guest().post("/v1/admin/orders/" + orderId + "/ship", "{}").expect(401);
        shop.customer("somebody").post("/v1/admin/orders/" + orderId + "/ship", "{}").expect(403);
        shop.admin()
                .post("/v1/admin/orders/" + orderId + "/ship",
                        "{\"carrier\": \"Post\", \"trackingNumber\": \"T-4711\"}")
                .expect(200);

        shop.awaitStatus(shop.guest(), orderId, "SHIPPED");
        assertThat(shop.awaitMails(email, 2))
                .anySatisfy(mail -> assertThat(mail.path("text").asText()).contains("T-4711"));
        shop.guest().post("/v1/orders/" + orderId + "/cancel", "{}").expectProblem(409, "not-cancellable");
    }

    @Test
    void paidOrder_isCancelled_shouldBeRefundedAndItsStockReleased() {
        var tea = shop.product(450, 10);
        var email = TestShop.uniqueEmail();
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 4), email, "tok_approve");
        shop.awaitStatus(shop.guest(), orderId, "PAID");

        shop.guest().post("/v1/orders/" + orderId + "/cancel", "{}").expect(202);

        shop.awaitStatus(shop.guest(), orderId, "REFUNDED");
        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 10);
        assertThat(shop.awaitMails(email, 2))
                .anySatisfy(mail -> assertThat(mail.path("text").asText()).contains("18.00"));
        assertThat(TestShop.timeline(shop.orderView(shop.guest(), orderId)))
                .containsExactly(
                        "OrderPlaced", "StockReserved", "PaymentCaptured", "RefundRequested", "Refunded",
                        "StockReleased");
    }
}
