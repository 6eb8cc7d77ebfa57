package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who subscribes to the topic hears when a SKU is low, sold out and back. */
@ExtendWith(StoreExtension.class)
class StockEventsIT {

    private final Store store;
    private final TestShop shop;

    StockEventsIT(Store store, TestShop shop) {
        this.store = store;
        this.shop = shop;
    }

    @Test
    void stockThatComesAndGoes_shouldBeAnnouncedOnce() {
        var listener = store.stockEvents();
        var sku = shop.product(900, 7);
        assertHeard(listener, sku, "back-in-stock");
        shop.adjust(sku, -4);
        assertHeard(listener, sku, "back-in-stock", "low-stock");
        var buyer = shop.guest();
        var order = shop.order(buyer, shop.cart(buyer, sku, 3), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(buyer, order, "PAID");
        assertHeard(listener, sku, "back-in-stock", "low-stock", "sold-out");
        shop.adjust(sku, 2);
        assertHeard(listener, sku, "back-in-stock", "low-stock", "sold-out", "back-in-stock");

        var data = listener.heardOf(sku).get(2).path("data");
        assertThat(data.path("sku").asText()).isEqualTo(sku);
        assertThat(data.path("productId").asText()).isEqualTo(TestShop.productOf(sku));
        assertThat(data.path("availability").asText()).isEqualTo("OUT");
        assertThat(data.path("previous").asText()).isEqualTo("LOW");
    }

    private static void assertHeard(Listener listener, String sku, String... news) {
        await("news of " + sku).atMost(TestShop.SOON).untilAsserted(() -> assertThat(listener.heardOf(sku))
                .extracting(StockEventsIT::news)
                .isEqualTo(List.of(news)));
    }

    private static String news(JsonNode event) {
        return event.path("type").asText().replaceAll("stampede\\.stock\\.(.*)\\.v1", "$1");
    }
}
