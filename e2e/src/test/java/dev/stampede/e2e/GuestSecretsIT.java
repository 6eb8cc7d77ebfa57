package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What opens a guest's order is known to the guest only. */
@ExtendWith(StoreExtension.class)
class GuestSecretsIT {

    private static final String APPROVED = "{\"paymentToken\": \"tok_approve\"}";

    private final TestShop shop;
    private final Store store;

    GuestSecretsIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void guestsOrder_fromCheckoutToRefund_shouldLeaveItsKeyNowhereButInTheBuyersLink() {
        var events = store.orderEvents();
        var tea = shop.product(450, 10);
        var email = TestShop.uniqueEmail();
        var cart = shop.cart(shop.guest(), tea, 2);
        var placed = shop.checkout(shop.guest(), cart, email, "tok_decline").expect(202).json();
        var key = placed.path("orderId").asText();
        var reference = placed.path("reference").asText();
        shop.awaitStatus(shop.guest(), key, "PAYMENT_DECLINED");
        shop.awaitMails(email, 1);

        shop.guest().post("/v1/orders/" + key + "/payments", APPROVED).expect(202);
        shop.awaitStatus(shop.guest(), key, "PAID");
        shop.admin().post("/v1/admin/orders/" + key + "/ship", "{}").expect(200);
        shop.admin().post("/v1/admin/orders/" + reference + "/refund", "").expect(202);
        shop.awaitStatus(shop.guest(), key, "REFUNDED");
        var mails = shop.awaitMails(email, 4);

        await().atMost(TestShop.SOON)
                .until(() -> events.heardOf(reference).stream()
                        .map(event -> event.path("type").asText())
                        .anyMatch("stampede.order.refunded.v1"::equals));
        assertThat(events.heardOf(reference)).extracting(JsonNode::toString)
                .hasSizeGreaterThan(5)
                .noneMatch(event -> event.contains(key) || event.contains(cart) || event.contains("owner"));
        assertThat(mails).extracting(JsonNode::toString)
                .allMatch(mail -> mail.contains(reference))
                .noneMatch(mail -> mail.replace("/orders/" + key, "").contains(key) || mail.contains(cart));
        assertThat(store.items())
                .anyMatch(item -> item.contains(reference))
                .noneMatch(item -> item.contains(key));
    }

    @Test
    void reference_shouldNotOpenAGuestsOrder() {
        var tea = shop.product(450, 10);
        var placed = shop.checkout(shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(), "tok_decline")
                .expect(202)
                .json();
        var key = placed.path("orderId").asText();
        var order = "/v1/orders/" + placed.path("reference").asText();
        shop.awaitStatus(shop.guest(), key, "PAYMENT_DECLINED");

        for (var stranger : new Client[] {shop.guest(), shop.customer(TestShop.unique("ben"))}) {
            stranger.get(order).expectProblem(404, "not-found");
            stranger.post(order + "/cancel", "").expectProblem(404, "not-found");
            stranger.post(order + "/payments", APPROVED).expectProblem(404, "not-found");
        }
        var adminsView = shop.admin().get(order).expect(200);
        assertThat(adminsView.text()).doesNotContain(key);
        assertThat(shop.orderView(shop.guest(), key).path("status").asText()).isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void whoShippedAndRefunded_shouldBeShownToAdminsOnly() {
        var tea = shop.product(450, 10);
        var key = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), key, "PAID");
        shop.admin().post("/v1/admin/orders/" + key + "/ship", "{}").expect(200);
        shop.admin().post("/v1/admin/orders/" + key + "/refund", "").expect(202);

        for (var type : new String[] {"OrderShipped", "RefundRequested"}) {
            assertThat(entry(shop.admin(), key, type).path("by").asText()).isEqualTo("admin");
            assertThat(entry(shop.admin(), key, type).path("subject").asText()).isNotEmpty();
            assertThat(entry(shop.guest(), key, type).path("by").asText()).isEqualTo("admin");
            assertThat(entry(shop.guest(), key, type).has("subject")).isFalse();
        }
    }

    private JsonNode entry(Client client, String key, String type) {
        return shop.orderView(client, key).path("timeline").valueStream()
                .filter(entry -> entry.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
