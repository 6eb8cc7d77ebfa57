package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Purchases that cannot be, or not at once. */
@ExtendWith(StoreExtension.class)
class RefusalIT {

    private final TestShop shop;
    private final Store store;

    RefusalIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void order_forMoreThanThereIs_shouldBeRejectedWithNothingTakenOrCharged() {
        var tea = shop.product(450, 3);
        var cup = shop.product(900, 9);
        var email = TestShop.uniqueEmail();

        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 4, cup, 1), email, "tok_approve");

        var rejected = shop.awaitStatus(shop.guest(), orderId, "REJECTED");
        assertThat(TestShop.timeline(rejected)).containsExactly("OrderPlaced", "StockRejected");
        assertThat(shop.available(tea)).isEqualTo(3);
        assertThat(shop.available(cup)).isEqualTo(9);
        shop.awaitMails(email, 1);
    }

    @Test
    void rejectedOrder_itsCart_shouldBeFreeForASmallerOrder() {
        var tea = shop.product(450, 3);
        var cart = shop.cart(shop.guest(), tea, 4);
        var rejected = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), rejected, "REJECTED");

        shop.putLine(shop.guest(), cart, tea, 3);
        var orderId = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");

        assertThat(orderId).isNotEqualTo(rejected);
        shop.awaitStatus(shop.guest(), orderId, "PAID");
        assertThat(shop.available(tea)).isZero();
    }

    @Test
    void lastUnits_wantedByMany_shouldAllBeSoldAndNoneTwice() {
        var tea = shop.product(450, 7);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var orders = IntStream.range(0, 20)
                    .mapToObj(buyer -> CompletableFuture.supplyAsync(
                            () -> shop.checkout(
                                    shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(),
                                    "tok_approve"),
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() == 202)
                    .map(answer -> answer.json().path("orderId").asText())
                    .toList();
            await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(status(order)).isIn("PAID", "REJECTED")));
            assertThat(orders).filteredOn(order -> status(order).equals("PAID")).hasSize(7);
        }
        assertThat(shop.available(tea)).isZero();
    }

    @Test
    void soldOutProduct_atCheckout_shouldBeRefusedBeforeAnythingIsWritten() {
        var tea = shop.product(450, 2);
        var late = shop.cart(shop.guest(), tea, 1);
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 2), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), orderId, "PAID");
        await().atMost(TestShop.SOON).until(() -> shop.availability(TestShop.productOf(tea)).equals("OUT"));

        var email = TestShop.uniqueEmail();
        await().atMost(TestShop.SOON)
                .untilAsserted(
                        () -> shop.checkout(shop.guest(), late, email, "tok_approve").expectProblem(409, "sold-out"));

        assertThat(shop.guest().get("/v1/carts/" + late).expect(200).json().has("orderId")).isFalse();
        shop.adjust(tea, 1);
        await().atMost(TestShop.SOON)
                .untilAsserted(() -> shop.checkout(shop.guest(), late, email, "tok_approve").expect(202));
    }

    @Test
    void changedPrice_atCheckout_shouldBeRefusedWithTheNewPrice() {
        var tea = shop.product(450, 5);
        var category = TestShop.unique("things");
        var cart = shop.cart(shop.guest(), tea, 1);
        shop.putProduct(TestShop.productOf(tea), category, 475);

        var refused = shop.checkout(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve")
                .expectProblem(409, "price-changed");

        var change = refused.json().path("changes").path(0);
        assertThat(change.path("sku").asText()).isEqualTo(tea);
        assertThat(change.path("was").asLong()).isEqualTo(450);
        assertThat(change.path("now").asLong()).isEqualTo(475);
        shop.putLine(shop.guest(), cart, tea, 1);
        var orderId = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");
        assertThat(shop.awaitStatus(shop.guest(), orderId, "PAID").path("total").asLong()).isEqualTo(475);
    }

    @Test
    void declinedCard_thenAGoodOne_shouldPayTheSameOrderFromTheSameHold() {
        var tea = shop.product(450, 5);
        var email = TestShop.uniqueEmail();
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 2), email, "tok_decline");
        shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        assertThat(shop.available(tea)).isEqualTo(3);
        shop.awaitMails(email, 1);

        shop.guest().post("/v1/orders/" + orderId + "/payments", "{\"paymentToken\": \"tok_approve\"}").expect(202);

        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");
        assertThat(TestShop.timeline(paid))
                .containsExactly(
                        "OrderPlaced", "StockReserved", "PaymentDeclined", "PaymentSubmitted", "PaymentCaptured");
        assertThat(shop.available(tea)).isEqualTo(3);
        shop.awaitMails(email, 2);
    }

    @Test
    void paymentProvider_inTrouble_shouldStillChargeOnce() {
        store.requireQuickRetries();
        for (var token : new String[] {"tok_timeout", "tok_down"}) {
            var tea = shop.product(450, 5);
            var email = TestShop.uniqueEmail();
            var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), email, token);

            var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");

            assertThat(TestShop.timeline(paid)).containsExactly("OrderPlaced", "StockReserved", "PaymentCaptured");
            shop.awaitMails(email, 1);
        }
    }

    @Test
    void paymentThatNeedsAnAction_shouldSayWhereAndAcceptAnotherToken() {
        var tea = shop.product(450, 5);
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(), "tok_action");

        var waiting = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_ACTION_REQUIRED");

        assertThat(waiting.path("paymentDue").path("actionUrl").asText()).startsWith("http");
        shop.guest().post("/v1/orders/" + orderId + "/payments", "{\"paymentToken\": \"tok_approve\"}").expect(202);
        shop.awaitStatus(shop.guest(), orderId, "PAID");
    }

    @Test
    void orderForMoreThanMayBeHeldUnpaid_shouldBeRefusedAndNameTheLimit() {
        var tea = shop.product(450, 50);

        var refused = shop.checkout(
                shop.guest(), shop.cart(shop.guest(), tea, 21), TestShop.uniqueEmail(), "tok_approve")
                .expectProblem(409, "hold-limit");

        assertThat(refused.json().path("maxUnits").asInt()).isEqualTo(20);
        assertThat(refused.json().path("skus").path(0).asText()).isEqualTo(tea);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(shop.available(tea)).isEqualTo(50);
    }

    @Test
    void cardsTriedByOneGuest_shouldBeRefusedAfterTen() {
        var tea = shop.product(450, 50);
        var email = TestShop.uniqueEmail();
        for (var card = 0; card < 10; card++) {
            var cart = shop.cart(shop.guest(), tea, 1);
            var orderId = shop.order(shop.guest(), cart, email, "tok_unknown_" + card);
            shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        }

        var refused = shop.checkout(shop.guest(), shop.cart(shop.guest(), tea, 1), email, "tok_approve")
                .expectProblem(429, "decline-limit");

        assertThat(refused.json().path("maxDeclines").asInt()).isEqualTo(10);
        shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(), "tok_approve");
    }

    @Test
    void manyOrdersWhosePaymentGetsNoAnswer_shouldHoldNoMoreThanOneCallerCan() throws Exception {
        var tea = shop.product(450, 600);
        var caller = shop.customer(TestShop.unique("outage"));
        var carts = IntStream.range(0, 12).mapToObj(number -> shop.cart(caller, tea, 20)).toList();

        List<Future<Answer>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(carts.stream().<Callable<Answer>> map(cart -> () -> shop.checkout(
                    caller, cart, TestShop.uniqueEmail(), "tok_outage")).toList());
        }

        var orders = new ArrayList<String>();
        for (var answer : answers) {
            if (answer.get().status() == 202) {
                orders.add(answer.get().json().path("orderId").asText());
            } else {
                assertThat(answer.get().json().path("type").asText()).isIn(
                        "urn:stampede:problem:hold-limit", "urn:stampede:problem:pending-limit");
            }
        }
        assertThat(orders).hasSizeGreaterThan(1);
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(
                orders.stream().map(order -> shop.orderView(caller, order).path("status").asText()))
                        .containsOnlyOnce("RESERVED").containsOnly("RESERVED", "EXPIRED"));
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(shop.available(tea)).isEqualTo(580));
        shop.checkout(caller, shop.cart(caller, tea, 1), TestShop.uniqueEmail(), "tok_approve")
                .expectProblem(409, "hold-limit");
        var honest = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), honest, "PAID");
        // Ends the conversation with the provider, which would otherwise go on until the hold ends.
        orders.forEach(order -> caller.post("/v1/orders/" + order + "/cancel", "{}"));
        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 599);
    }

    @Test
    void hold_thatIsNotPaid_shouldExpireAndGiveTheStockBack() {
        store.requireShortHolds();
        var tea = shop.product(450, 5);
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 2), TestShop.uniqueEmail(), "tok_decline");
        shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        assertThat(shop.available(tea)).isEqualTo(3);

        await().atMost(store.hold().plus(TestShop.SOON)).until(() -> shop.available(tea) == 5);

        var expired = shop.orderView(shop.guest(), orderId);
        assertThat(expired.path("status").asText()).isEqualTo("EXPIRED");
        assertThat(TestShop.timeline(expired))
                .containsExactly("OrderPlaced", "StockReserved", "PaymentDeclined", "HoldExpired", "StockReleased");
        shop.guest()
                .post("/v1/orders/" + orderId + "/payments", "{\"paymentToken\": \"tok_approve\"}")
                .expectProblem(409, "not-payable");
    }

    @Test
    void unpaidOrder_isCancelled_shouldGiveTheStockBack() {
        var tea = shop.product(450, 5);
        var email = TestShop.uniqueEmail();
        var orderId = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 2), email, "tok_decline");
        shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        shop.awaitMails(email, 1);

        shop.guest().post("/v1/orders/" + orderId + "/cancel", "{}").expect(200);

        await().atMost(TestShop.SOON).until(() -> shop.available(tea) == 5);
        shop.awaitMails(email, 2);
    }

    private String status(String orderId) {
        return shop.orderView(shop.guest(), orderId).path("status").asText();
    }
}
