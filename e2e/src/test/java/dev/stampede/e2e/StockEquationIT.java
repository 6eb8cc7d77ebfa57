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
import org.junit.jupiter.api.parallel.Isolated;

/** After the tests that sell: what came in is what is there plus what orders hold or bought. */
@ExtendWith(StoreExtension.class)
@Order(Integer.MAX_VALUE - 1)
@TestMethodOrder(MethodOrderer.MethodName.class)
@Isolated
class StockEquationIT {

    private static final Set<String> UNPAID = Set.of("RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED");
    private static final Set<String> SOLD = Set.of("PAID", "PAID_LATE_RESERVED", "PARTIALLY_SHIPPED", "SHIPPED",
            "REFUND_PENDING", "REFUND_FAILED", "REFUNDED");

    private final TestShop shop;
    private final Store store;

    StockEquationIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void everySku_afterAllTests_shouldAddUp() {
        assertThat(shop.stocked()).as("SKUs that other tests sold").isNotEmpty();
        await().atMost(TestShop.SOON).untilAsserted(() -> {
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
        // A deadline for each: to verify one reads all its orders, which a slow emulator takes seconds for.
        shop.stocked().keySet().forEach(sku -> await(sku).atMost(TestShop.SOON).untilAsserted(
                () -> assertThat(shop.admin().get("/v1/admin/inventory/" + sku + "/verification")
                        .expect(200).json().path("verdict").asText())
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
        var next = "";
        do {
            var page = shop.admin()
                    .get("/v1/admin/orders?limit=100&from=" + today.minusDays(1) + "&to=" + today + next)
                    .expect(200).json();
            page.path("orders").forEach(found -> {
                if (UNPAID.contains(found.path("status").asText())) {
                    add(units, found.path("lines"), 1);
                } else if (SOLD.contains(found.path("status").asText())) {
                    addSold(units, shop.orderView(shop.admin(), found.path("reference").asText()));
                }
            });
            next = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
        } while (!next.isEmpty());
        return units;
    }

    /** What was bought, without what returned to stock. */
    private static void addSold(Map<String, Long> units, JsonNode order) {
        add(units, order.path("lines"), 1);
        order.path("refunds").forEach(refund -> {
            if (Set.of("REFUNDED", "SETTLED").contains(refund.path("status").asText())) {
                add(units, refund.path("restocked"), -1);
            }
        });
        order.path("returns").forEach(returned -> {
            if (Set.of("RECEIVED", "REFUNDED").contains(returned.path("status").asText())) {
                add(units, returned.path("restocked"), -1);
            }
        });
    }

    private static void add(Map<String, Long> units, JsonNode lines, long sign) {
        lines.forEach(line -> units.merge(line.path("sku").asText(), sign * line.path("quantity").asLong(), Long::sum));
    }
}
