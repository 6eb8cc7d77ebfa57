package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request more than once. */
@ExtendWith(StoreExtension.class)
class RepeatIT {

    private final TestShop shop;

    RepeatIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void checkout_twice_shouldGiveTheSameOrderAndOneCharge() {
        var tea = shop.product(450, 10);
        var cart = shop.cart(shop.guest(), tea, 2);
        var email = TestShop.uniqueEmail();

        var first = shop.checkout(shop.guest(), cart, email, "tok_approve").expect(202);
        var second = shop.checkout(shop.guest(), cart, email, "tok_approve").expect(202);

        var orderId = first.json().path("orderId").asText();
        assertThat(second.json().path("orderId").asText()).isEqualTo(orderId);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).hasValue("true");
        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");
        assertThat(TestShop.timeline(paid)).containsOnlyOnce("PaymentCaptured");
        assertThat(shop.available(tea)).isEqualTo(8);
        shop.awaitMails(email, 1);
    }

    @Test
    void checkout_byEightAtOnce_shouldGiveOneOrder() {
        var tea = shop.product(450, 10);
        var cart = shop.cart(shop.guest(), tea, 1);
        var email = TestShop.uniqueEmail();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var orders = IntStream.range(0, 8)
                    .mapToObj(call -> CompletableFuture.supplyAsync(
                            () -> shop.order(shop.guest(), cart, email, "tok_approve"), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.toSet());
            assertThat(orders).hasSize(1);
            shop.awaitStatus(shop.guest(), orders.iterator().next(), "PAID");
        }
        assertThat(shop.available(tea)).isEqualTo(9);
        shop.awaitMails(email, 1);
    }

    @Test
    void checkout_inTwoTabsWithDifferentAddresses_shouldNameTheOrderThatWasPlaced() {
        var tea = shop.product(450, 10);
        var cart = shop.cart(shop.guest(), tea, 1);
        var order = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");

        var other = shop.checkout(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");

        assertThat(other.expectProblem(409, "cart-ordered").json().path("orderId").asText()).isEqualTo(order);
    }

    @Test
    void checkout_ofACartThatACustomerOrdered_shouldNotNameTheOrderToOthers() {
        var tea = shop.product(450, 10);
        var cart = shop.cart(shop.guest(), tea, 1);
        shop.order(shop.customer(TestShop.unique("ada")), cart, TestShop.uniqueEmail(), "tok_approve");

        var other = shop.checkout(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");

        assertThat(other.expectProblem(409, "cart-ordered").json().has("orderId")).isFalse();
    }

    @Test
    void checkout_ofACartThatAnotherTabChanged_shouldBeRefusedWithTheCart() {
        var tea = shop.product(450, 10);
        var cup = shop.product(900, 10);
        var cart = shop.cart(shop.guest(), tea, 1);
        var seen = shop.version(shop.guest(), cart);
        shop.putLine(shop.guest(), cart, cup, 5);

        var refused = shop.checkout(shop.guest(), cart, seen, TestShop.uniqueEmail(), "tok_approve")
                .expectProblem(409, "cart-changed");

        assertThat(refused.json().at("/cart/version").asLong()).isEqualTo(seen + 1);
        assertThat(refused.json().at("/cart/total").asLong()).isEqualTo(4950);
        assertThat(shop.guest().get("/v1/carts/" + cart).expect(200).json().has("orderId")).isFalse();
    }

    @Test
    void checkout_repeatedAfterItMetAChange_shouldBeOneOrderThatTheCartNames() {
        var tea = shop.product(450, 100);
        for (var round = 0; round < 20; round++) {
            var cart = shop.cart(shop.guest(), tea, 1);
            var seen = shop.version(shop.guest(), cart);
            var email = TestShop.uniqueEmail();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var checkout = CompletableFuture.supplyAsync(
                        () -> shop.checkout(shop.guest(), cart, seen, email, "tok_approve"), threads);
                var change = CompletableFuture.supplyAsync(
                        () -> shop.guest().put("/v1/carts/" + cart + "/items/" + tea, "{\"quantity\": 2}"), threads);
                var first = checkout.join();
                var changed = change.join();
                var again = shop.checkout(shop.guest(), cart, seen, email, "tok_approve");
                var named = shop.guest().get("/v1/carts/" + cart).expect(200).json().path("orderId");
                if (first.status() == 202) {
                    assertThat(again.expect(202).header("Idempotency-Replayed")).hasValue("true");
                    assertThat(again.json().path("orderId")).isEqualTo(first.json().path("orderId"));
                    assertThat(again.json().path("total")).isEqualTo(first.json().path("total"));
                    assertThat(named).isEqualTo(first.json().path("orderId"));
                } else {
                    first.expectProblem(409, "cart-changed");
                    again.expectProblem(409, "cart-changed");
                    changed.expect(200);
                    assertThat(named.isMissingNode()).isTrue();
                }
            }
        }
    }

    @Test
    void orderedCart_isChanged_shouldBeRefusedWithTheOrder() {
        var tea = shop.product(450, 10);
        var cart = shop.cart(shop.guest(), tea, 1);
        var orderId = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");

        var refused = shop.guest()
                .put("/v1/carts/" + cart + "/items/" + tea, "{\"quantity\": 2}")
                .expectProblem(409, "cart-ordered");

        assertThat(refused.json().path("orderId").asText()).isEqualTo(orderId);
    }

    @Test
    void adjustment_twice_shouldBeAppliedOnce() {
        var tea = shop.product(450, 10);
        var body = """
                {"adjustmentId": "%s", "sku": "%s", "delta": -3, "reason": "broken"}
                """.formatted(TestShop.unique("adj"), tea);

        var first = shop.admin().post("/v1/admin/inventory/adjustments", body).expect(200);
        var second = shop.admin().post("/v1/admin/inventory/adjustments", body).expect(200);

        assertThat(first.json().path("applied").asBoolean()).isTrue();
        assertThat(second.json().path("applied").asBoolean()).isFalse();
        assertThat(shop.available(tea)).isEqualTo(7);
        shop.admin()
                .post("/v1/admin/inventory/adjustments", body.replace("\"delta\": -3", "\"delta\": -4"))
                .expectProblem(422, "adjustment-reused");
        shop.admin().post("/v1/admin/inventory/adjustments", """
                {"adjustmentId": "%s", "sku": "%s", "delta": -8, "reason": "broken"}
                """.formatted(TestShop.unique("adj"), tea)).expectProblem(409, "insufficient-stock");
    }
}
