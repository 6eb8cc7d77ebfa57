package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Admins find orders by what customers tell them. */
@ExtendWith(StoreExtension.class)
class OrderSearchIT {

    /** The time within which a change is found, unless the machine is busy with something else. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TestShop shop;

    OrderSearchIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void order_fromPlacementToRefund_shouldBeFoundAsItIs() {
        var sku = shop.product(1_250, 10);
        var email = TestShop.uniqueEmail();
        var customer = shop.customer(TestShop.unique("customer"));
        var orderId = shop.order(customer, shop.cart(customer, sku, 2), email, "tok_approve");
        var paid = shop.awaitStatus(customer, orderId, "PAID");
        var reference = paid.path("reference").asText();

        var found = awaitFound("status=PAID&email=" + email, reference);
        assertThat(found.path("total")).isEqualTo(paid.path("total"));
        assertThat(found.path("totals")).isEqualTo(paid.path("totals"));
        assertThat(found.path("placedAt")).isEqualTo(paid.path("placedAt"));
        assertThat(found.path("contact").path("email").asText()).isEqualTo(email);
        assertThat(found.path("lines").findValuesAsText("sku")).containsExactly(sku);
        assertThat(found.has("orderId")).as("The key is the buyer's alone").isFalse();
        var number = paid.path("number").asText();
        assertThat(found.path("number").asText()).isEqualTo(number);
        for (var query : List.of("q=" + number, "q=" + number.replace("-", "").toLowerCase(Locale.ROOT),
                "q=" + reference, "q=" + reference.substring(0, 24), "q=" + email,
                "q=" + email.substring(0, email.indexOf('@')), "sku=" + sku, "q=" + sku + "+" + reference,
                "q=%s&from=%s&to=%s".formatted(reference, today().minusDays(1), today().plusDays(1)))) {
            assertThat(references(search(query))).as(query).contains(reference);
        }
        assertThat(references(search("status=SHIPPED,EXPIRED&email=" + email))).isEmpty();
        assertThat(references(search("to=%s&email=%s".formatted(today().minusDays(2), email)))).isEmpty();

        shop.admin().post("/v1/admin/orders/" + reference + "/refund", "").expect(202);
        shop.awaitStatus(customer, orderId, "REFUNDED");

        awaitFound("status=REFUNDED&email=" + email, reference);
        assertThat(references(search("status=PAID&email=" + email))).isEmpty();
    }

    @Test
    void pages_shouldGiveEachOrderOnceNewestFirst() {
        var sku = shop.product(1_000, 20);
        var placed = new ArrayList<String>();
        for (var number = 0; number < 5; number++) {
            var guest = shop.guest();
            var orderId = shop.order(guest, shop.cart(guest, sku, 1), TestShop.uniqueEmail(), "tok_approve");
            placed.addFirst(shop.orderView(guest, orderId).path("reference").asText());
        }
        await().atMost(FRESH).until(() -> search("sku=" + sku).path("total").asInt() == 5);

        var listed = new ArrayList<String>();
        var page = search("limit=2&sku=" + sku);
        listed.addAll(references(page));
        while (page.has("nextCursor")) {
            page = search("limit=2&sku=%s&cursor=%s".formatted(sku, page.path("nextCursor").asText()));
            listed.addAll(references(page));
        }
        assertThat(listed).isEqualTo(placed);
    }

    @Test
    void rebuild_shouldLoseNothing() {
        var sku = shop.product(1_000, 20);
        var guest = shop.guest();
        shop.order(guest, shop.cart(guest, sku, 1), TestShop.uniqueEmail(), "tok_approve");
        await().atMost(FRESH).until(() -> search("sku=" + sku).path("total").asInt() == 1);

        shop.admin().post("/v1/admin/search/orders/rebuild", "").expect(202);
        shop.admin().post("/v1/admin/search/orders/rebuild?from=2026-02&to=2026-01", "").expectInvalid("to");
        shop.order(guest, shop.cart(guest, sku, 1), TestShop.uniqueEmail(), "tok_approve");

        await().atMost(FRESH).until(() -> search("sku=" + sku).path("total").asInt() == 2);
    }

    @Test
    void customers_shouldSeeNoList() {
        shop.guest().get("/v1/admin/orders").expectProblem(401, "unauthorized");
        shop.customer("anna").get("/v1/admin/orders").expectProblem(403, "forbidden");
        shop.customer("anna").post("/v1/admin/search/orders/rebuild", "").expectProblem(403, "forbidden");
    }

    private JsonNode awaitFound(String query, String reference) {
        await(query).atMost(FRESH).until(() -> references(search(query)).equals(List.of(reference)));
        return search(query).path("orders").path(0);
    }

    private JsonNode search(String query) {
        return shop.admin().get("/v1/admin/orders?" + query).expect(200).json();
    }

    private static List<String> references(JsonNode page) {
        return page.path("orders").findValuesAsText("reference");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
