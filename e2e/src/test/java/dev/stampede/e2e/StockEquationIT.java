package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** After the tests that sell: what came in is what is there plus what orders hold or bought. */
@ExtendWith(StoreExtension.class)
@Order(Integer.MAX_VALUE - 1)
@TestMethodOrder(MethodOrderer.MethodName.class)
class StockEquationIT {

    private static final Set<String> HOLDING = Set.of("RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED", "PAID",
            "PAID_LATE_RESERVED", "SHIPPED", "REFUND_PENDING");

    private final TestShop shop;
    private final Store store;

    StockEquationIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void everySku_afterAllTests_shouldAddUp() {
        assertThat(shop.stocked()).as("SKUs that other tests sold").isNotEmpty();
        await().atMost(TestShop.SOON.multipliedBy(3)).untilAsserted(() -> {
            var held = unitsInOrders();
            assertThat(shop.stocked()).allSatisfy((sku, received) -> {
                var stock = shop.stock(sku);
                assertThat(stock.path("available").asLong()).as(sku).isNotNegative();
                assertThat(stock.path("received").asLong())
                        .as("received of %s", sku)
                        .isEqualTo(stock.path("available").asLong() + held.getOrDefault(sku, 0L));
            });
        });
    }

    @Test
    void everySku_afterAllTests_shouldBeVerified() {
        await().atMost(TestShop.SOON.multipliedBy(3)).untilAsserted(() -> assertThat(shop.stocked().keySet())
                .allSatisfy(sku -> assertThat(shop.admin().get("/v1/admin/inventory/" + sku + "/verification")
                        .expect(200).json().path("verdict").asText())
                                .as(sku)
                                .isEqualTo("VERIFIED")));
    }

    @Test
    void verifier_afterAllTests_shouldFindThatNothingIsMissing() {
        var metrics = store.inside().metrics();
        var before = metrics.sums();

        store.verify();

        var after = metrics.sums();
        assertThat(after).containsEntry("StockDifference", before.getOrDefault("StockDifference", 0.0));
        assertThat(after).containsEntry("VerificationUnfinished", before.getOrDefault("VerificationUnfinished", 0.0));
    }

    private Map<String, Long> unitsInOrders() {
        var units = new HashMap<String, Long>();
        var today = LocalDate.now(Clock.systemUTC());
        for (var day : Set.of(today, today.minusDays(1))) {
            var next = "";
            do {
                var page = shop.admin().get("/v1/admin/orders?limit=100&day=" + day + next).expect(200).json();
                page.path("orders").forEach(order -> {
                    if (HOLDING.contains(order.path("status").asText()) || isRefundedAfterShipping(order)) {
                        order.path("lines").forEach(line -> units.merge(
                                line.path("sku").asText(), line.path("quantity").asLong(), Long::sum));
                    }
                });
                next = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
            } while (!next.isEmpty());
        }
        return units;
    }

    /** Its units are gone, although nobody paid for them in the end. */
    private boolean isRefundedAfterShipping(JsonNode order) {
        return order.path("status").asText().equals("REFUNDED")
                && TestShop.timeline(shop.orderView(shop.admin(), order.path("reference").asText()))
                        .contains("OrderShipped");
    }
}
