package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Refunds of parts, parcels, cancelled units and returns. */
@ExtendWith(StoreExtension.class)
class AfterSaleIT {

    private final TestShop shop;

    AfterSaleIT(TestShop shop) {
        this.shop = shop;
    }

    private String paid(String sku, int units, String email, String token) {
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), sku, units), email, token);
        shop.awaitStatus(shop.guest(), orderId, "PAID");
        return orderId;
    }

    private static String admin(String orderId, String action) {
        return "/v1/admin/orders/" + orderId + "/" + action;
    }

    private JsonNode awaitRefunded(String orderId, long amount) {
        await().atMost(TestShop.SOON).until(
                () -> shop.orderView(shop.guest(), orderId).path("refunded").asLong() == amount);
        return shop.orderView(shop.guest(), orderId);
    }

    @Test
    void refund_ofAnAmount_shouldRefundThatAndMailIt() {
        var tea = shop.product(1000, 10);
        var email = TestShop.uniqueEmail();
        var orderId = paid(tea, 3, email, "tok_approve");

        shop.admin().post(admin(orderId, "refund"), "{\"amount\": 300, \"reason\": \"Scratched\"}").expect(202);

        var order = awaitRefunded(orderId, 300);
        assertThat(order.path("status").asText()).isEqualTo("PAID");
        assertThat(order.path("refundable").asLong()).isEqualTo(2700);
        assertThat(order.at("/refunds/0/reason").asText()).isEqualTo("Scratched");
        assertThat(shop.available(tea)).isEqualTo(7);
        assertThat(shop.awaitMails(email, 2)).anySatisfy(mail -> assertThat(mail.path("text").asText()).contains(
                "3.00"));
        shop.admin().post(admin(orderId, "refund"), "{\"amount\": 0}").expectInvalid("amount");
        shop.admin().post(admin(orderId, "refund"), "{\"amount\": 2701}").expectProblem(409, "refund-too-large");
        shop.guest().post(admin(orderId, "refund"), "{\"amount\": 1}").expect(401);
    }

    @Test
    void refund_ofUnits_shouldRefundTheirPriceAndRestockThemOnce() {
        var tea = shop.product(1000, 10);
        var orderId = paid(tea, 3, TestShop.uniqueEmail(), "tok_approve");
        var body = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(tea);
        var admin = shop.admin().with("Idempotency-Key", TestShop.unique("key"));

        admin.post(admin(orderId, "refund"), body).expect(202);
        admin.post(admin(orderId, "refund"), body).expect(202);

        assertThat(awaitRefunded(orderId, 1000).path("refunds")).hasSize(1);
        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 8);
        assertThat(shop.orderView(shop.guest(), orderId).at("/lines/0/shippable").asInt()).isEqualTo(2);
    }

    @Test
    void refund_twoOf60PercentAtOnce_shouldDoOneAndSayWhatIsLeft() {
        var orderId = paid(shop.product(1000, 10), 1, TestShop.uniqueEmail(), "tok_approve");
        var admin = shop.admin();

        var answers = Stream.of(1, 2)
                .map(person -> CompletableFuture.supplyAsync(
                        () -> admin.post(admin(orderId, "refund"), "{\"amount\": 600}")))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        var refused = answers.stream().filter(answer -> answer.status() == 409).findFirst().orElseThrow();
        assertThat(refused.expectProblem(409, "refund-too-large").json().path("refundable").asLong()).isEqualTo(400);
        assertThat(awaitRefunded(orderId, 600).path("refundable").asLong()).isEqualTo(400);
    }

    @Test
    void refund_thatTheProviderRefuses_shouldBeSeenAndSettled() {
        var email = TestShop.uniqueEmail();
        var orderId = paid(shop.product(1000, 10), 1, email, "tok_refund_fails");
        shop.admin().post(admin(orderId, "refund"), "{}").expect(202);

        shop.awaitStatus(shop.guest(), orderId, "REFUND_FAILED");
        var failed = shop.orderView(shop.admin(), orderId).at("/refunds/0");
        assertThat(failed.path("failure").asText()).isEqualTo("insufficient_balance");
        assertThat(shop.orderView(shop.guest(), orderId).at("/refunds/0").has("failure")).isFalse();
        var refund = admin(orderId, "refunds/" + failed.path("refundId").asInt());

        shop.admin().post(refund + "/retry", "{}").expect(202);

        shop.awaitStatus(shop.guest(), orderId, "REFUNDED");
        shop.admin().post(refund + "/settle", "{}").expectProblem(409, "refund-not-failed");
        shop.admin().post(admin(orderId, "refunds/99/retry"), "{}").expectProblem(404, "not-found");
    }

    @Test
    void order_shippedInTwoParcels_shouldMailEach() {
        var tea = shop.product(1000, 10);
        var email = TestShop.uniqueEmail();
        var orderId = paid(tea, 3, email, "tok_approve");

        shop.admin().post(admin(orderId, "ship"), """
                {"carrier": "Post", "trackingNumber": "T-1", "trackingUrl": "https://post.example.com/T-1",
                 "lines": [{"sku": "%s", "quantity": 1}]}
                """.formatted(tea)).expect(200);
        shop.awaitStatus(shop.guest(), orderId, "PARTIALLY_SHIPPED");
        shop.admin().post(admin(orderId, "ship"), "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 3}]}".formatted(tea))
                .expectProblem(409, "not-shippable");
        shop.admin().post(admin(orderId, "ship"), "{\"trackingUrl\": \"javascript:alert(1)\"}")
                .expectInvalid("trackingUrl");
        shop.admin().post(admin(orderId, "ship"), "{\"carrier\": \"Post\", \"trackingNumber\": \"T-2\"}").expect(200);

        assertThat(shop.awaitStatus(shop.guest(), orderId, "SHIPPED").path("shipments")).hasSize(2);
        var mails = shop.awaitMails(email, 3).stream().map(mail -> mail.path("text").asText()).toList();
        assertThat(mails).anyMatch(text -> text.contains("https://post.example.com/T-1")).anyMatch(
                text -> text.contains("T-2"));
    }

    @Test
    void unitsOfAnOrder_cancelled_shouldBeRefundedAndRestocked() {
        var tea = shop.product(1000, 10);
        var milk = shop.product(500, 10);
        var orderId = shop.order(
                shop.guest(), shop.cart(shop.guest(), tea, 2, milk, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), orderId, "PAID");
        var lines = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}";

        shop.guest().post("/v1/orders/" + orderId + "/cancel", lines.formatted(milk)).expect(202);
        awaitRefunded(orderId, 500);
        shop.admin().post(admin(orderId, "cancel"), lines.formatted(tea)).expect(202);
        awaitRefunded(orderId, 1500);
        shop.admin().post(admin(orderId, "cancel"), "{}").expectInvalid("lines");
        shop.guest().post("/v1/orders/" + orderId + "/cancel", lines.formatted(milk)).expectProblem(
                409, "not-cancellable");
        shop.guest().post("/v1/orders/" + orderId + "/cancel", lines.formatted(tea)).expect(202);

        assertThat(shop.awaitStatus(shop.guest(), orderId, "REFUNDED").path("refunded").asLong()).isEqualTo(2500);
        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 10 && shop.available(milk) == 10);
    }

    @Test
    void oneOfTwoUnits_returned_shouldBeRefundedAndRestocked() {
        var tea = shop.product(1000, 10);
        var email = TestShop.uniqueEmail();
        var orderId = paid(tea, 2, email, "tok_approve");
        var one = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"Too big\"}".formatted(tea);
        shop.guest().post("/v1/orders/" + orderId + "/returns", one).expectProblem(409, "not-returnable");
        shop.admin().post(admin(orderId, "ship"), "{}").expect(200);

        var asked = shop.guest().post("/v1/orders/" + orderId + "/returns", one).expect(201).json();
        var path = admin(orderId, "returns/" + asked.at("/returns/0/returnId").asInt());
        shop.admin().post(path + "/receive", "{}").expectProblem(409, "return-status");
        shop.admin().post(path + "/approve", "{}").expect(200);
        var two = shop.admin()
                .post(path + "/receive", "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 2}]}".formatted(tea))
                .expectProblem(409, "not-receivable");
        assertThat(two.json().at("/receivable/0/quantity").asInt()).isEqualTo(1);
        shop.admin().post(path + "/receive", "{\"restock\": true}").expect(200);
        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 9);
        shop.admin().post(path + "/refund", "{}").expect(202);

        var order = awaitRefunded(orderId, 1000);
        assertThat(order.path("status").asText()).isEqualTo("SHIPPED");
        assertThat(order.at("/returns/0/status").asText()).isEqualTo("REFUNDED");
        assertThat(statuses(order)).containsSubsequence(
                "ReturnRequested", "ReturnApproved", "ReturnReceived", "RefundRequested", "Refunded");
        shop.admin().post(path + "/refuse", "{}").expectProblem(409, "return-status");
        shop.guest().post(path + "/approve", "{}").expect(401);
        assertThat(shop.awaitMails(email, 4).stream().map(mail -> mail.path("subject").asText()))
                .anyMatch(subject -> subject.contains("return is approved"));
    }

    @Test
    void return_refusedWithAReason_shouldBeMailedWithIt() {
        var tea = shop.product(1000, 10);
        var email = TestShop.uniqueEmail();
        var orderId = paid(tea, 1, email, "tok_approve");
        shop.admin().post(admin(orderId, "ship"), "{}").expect(200);
        var asked = shop.guest().post("/v1/orders/" + orderId + "/returns",
                "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(tea)).expect(201).json();
        var path = admin(orderId, "returns/" + asked.at("/returns/0/returnId").asInt());

        shop.admin().post(path + "/refuse", "{\"reason\": \"The seal is broken\"}").expect(200);
        shop.admin().post(path + "/refuse", "{\"reason\": \"The seal is broken\"}").expect(200);

        assertThat(shop.awaitMails(email, 3).stream().map(mail -> mail.path("text").asText()))
                .anyMatch(text -> text.contains("can't accept your return") && text.contains("The seal is broken"));
    }

    @Test
    void number_shouldBeTheSameForBuyerAndAdmin() {
        var orderId = paid(shop.product(1000, 10), 1, TestShop.uniqueEmail(), "tok_approve");
        var seen = shop.orderView(shop.guest(), orderId);

        assertThat(seen.path("number").asText()).matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}");
        assertThat(shop.orderView(shop.admin(), seen.path("reference").asText()).path("number"))
                .isEqualTo(seen.path("number"));
    }

    private static List<String> statuses(JsonNode order) {
        return StreamSupport.stream(order.path("timeline").spliterator(), false)
                .map(entry -> entry.path("type").asText()).toList();
    }
}
