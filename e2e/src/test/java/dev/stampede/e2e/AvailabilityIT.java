package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shown follows the stock, whichever of product and stock comes first. */
@ExtendWith(StoreExtension.class)
class AvailabilityIT {

    private static final long PRICE = 700;
    private static final int ROUNDS = 8;

    private final TestShop shop;

    AvailabilityIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void product_madeAfterItsStock_shouldBeForSale() {
        var productId = TestShop.unique("stocked");
        onceStocked(productId);
        shop.adjust(skuOf(productId), 20);
        awaitThatStockIsHeardOf();

        shop.putProduct(productId, "stocked", PRICE);

        awaitShown(productId, "IN_STOCK");
        buy(skuOf(productId));
    }

    @Test
    void product_deletedAndMadeAgain_shouldBeForSaleAgain() {
        var sku = shop.product(PRICE, 20);
        var productId = TestShop.productOf(sku);
        buy(sku);

        shop.deleteProduct(productId);
        shop.putProduct(productId, "again", PRICE);

        awaitShown(productId, "IN_STOCK");
        buy(sku);
    }

    @Test
    void product_madeAndDeletedWhileItsStockChanges_shouldShowTheStockThatIsThere() throws Exception {
        var left = TestShop.unique("full");
        var gone = TestShop.unique("empty");
        onceStocked(left);
        onceStocked(gone);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = List.<Callable<Boolean>> of(
                    () -> putAndDelete(left), () -> putAndDelete(gone),
                    () -> fillAndEmpty(skuOf(left)), () -> fillAndEmpty(skuOf(gone)));
            for (var work : threads.invokeAll(works)) {
                assertThat(work.get()).isTrue();
            }
        }
        shop.adjust(skuOf(left), 20);

        awaitShown(left, "IN_STOCK");
        awaitShown(gone, "OUT");
    }

    /** A product that had stock and is no longer there: its stock may be changed. */
    private void onceStocked(String productId) {
        shop.putProduct(productId, "stocked", PRICE);
        shop.adjust(skuOf(productId), 1);
        shop.adjust(skuOf(productId), -1);
        shop.deleteProduct(productId);
    }

    private boolean putAndDelete(String productId) {
        for (var round = 0; round < ROUNDS; round++) {
            shop.putProduct(productId, "busy", PRICE);
            shop.deleteProduct(productId);
        }
        shop.putProduct(productId, "busy", PRICE);
        return true;
    }

    private boolean fillAndEmpty(String sku) {
        for (var round = 0; round < ROUNDS; round++) {
            shop.adjust(sku, 20);
            shop.adjust(sku, -20);
        }
        return true;
    }

    /** What changed before has been looked at as well once a later change shows. */
    private void awaitThatStockIsHeardOf() {
        shop.product(PRICE, 1);
    }

    /** At the product, at its variant, and at the SKU, which is what carts and checkout read. */
    private void awaitShown(String productId, String availability) {
        var guest = shop.guest();
        var cartId = shop.cart(guest, skuOf(productId), 1);
        await("availability of " + productId).atMost(TestShop.SOON).untilAsserted(() -> {
            var product = guest.get("/v1/products/" + productId).expect(200).json();
            var cart = guest.get("/v1/carts/" + cartId).expect(200).json();
            assertThat(List.of(
                    product.path("availability").asText(),
                    product.path("variants").path(0).path("availability").asText(),
                    cart.path("lines").path(0).path("availability").asText()))
                            .containsOnly(availability);
        });
    }

    private void buy(String sku) {
        var guest = shop.guest();
        var orderId = shop.order(guest, shop.cart(guest, sku, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(guest, orderId, "PAID");
    }

    private static String skuOf(String productId) {
        return productId.toUpperCase(Locale.ROOT);
    }
}
