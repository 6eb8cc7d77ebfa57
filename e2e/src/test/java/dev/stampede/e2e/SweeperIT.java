package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that are lost for good. */
@ExtendWith(StoreExtension.class)
class SweeperIT {

    private final TestShop shop;
    private final Store store;

    SweeperIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    /** The message waits in its queue as long as the hold lasts, so there is time to lose it. */
    @Test
    void unpaidOrder_whoseEndOfTheHoldIsLost_shouldEndAndGiveItsUnitsBackAndBeMailed() {
        store.requireShortHolds();
        var sku = shop.product(450, 3);
        var email = TestShop.uniqueEmail();
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), sku, 2), email, "tok_decline");
        shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        store.loseMessages("HoldExpiryQueueName");

        await("the end of " + orderId).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    store.sweep();
                    assertThat(shop.orderView(shop.guest(), orderId).path("status").asText()).isEqualTo("EXPIRED");
                });

        await("units of " + sku).atMost(TestShop.SOON).until(() -> shop.available(sku) == 3);
        shop.awaitMails(email, 2);
    }

    @Test
    void verification_ofAStockThatIsRight_shouldSayThatNothingIsOverdue() {
        var sku = shop.product(450, 3);
        var order = shop.order(shop.guest(), shop.cart(shop.guest(), sku, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), order, "PAID");

        await("verification of " + sku).atMost(TestShop.SOON).untilAsserted(() -> {
            var verification = shop.admin().get("/v1/admin/inventory/" + sku + "/verification").expect(200).json();
            assertThat(verification.path("verdict").asText()).isEqualTo("VERIFIED");
            assertThat(verification.path("inOrders").asLong()).isEqualTo(1);
            assertThat(verification.path("overdue").fieldNames()).toIterable().containsExactlyInAnyOrder(
                    "reservations", "charges", "holds", "captures", "refunds", "releases", "mails", "units");
            assertThat(verification.path("overdue")).allSatisfy(count -> assertThat(count.asLong()).isZero());
        });
    }
}
