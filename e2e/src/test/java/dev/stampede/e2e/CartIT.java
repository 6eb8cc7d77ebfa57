package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Carts of several tabs and devices, before and after signing in: nothing is lost silently. */
@ExtendWith(StoreExtension.class)
class CartIT {

    private final TestShop shop;
    private final Store store;

    CartIT(TestShop shop, Store store) {
        this.shop = shop;
        this.store = store;
    }

    @Test
    void lines_severalInOneCall_shouldBeSetTogetherOrNotAtAll() {
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 10);
        var guest = shop.guest();

        var created = guest.post("/v1/carts", lines(tea, 2, cup, 1)).expect(201);
        var cart = "/v1/carts/" + created.json().path("cartId").asText();
        assertThat(created.json().path("total").asLong()).isEqualTo(2 * 450 + 1299);
        guest.put(cart + "/items", lines(tea, 3, "NO-SUCH-SKU", 1)).expectInvalid("lines[1].sku");
        guest.post("/v1/carts", lines(tea, 0)).expectInvalid("lines[0].quantity");
        assertThat(quantities(guest.get(cart).expect(200).json())).isEqualTo(Map.of(tea, 2, cup, 1));

        assertThat(quantities(guest.put(cart + "/items", lines(tea, 5, cup, 0)).expect(200).json()))
                .isEqualTo(Map.of(tea, 5));
    }

    @Test
    void twoTabs_ofWhichOneIsLate_shouldShowItTheCurrentCart() {
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 10);
        var created = shop.guest().post("/v1/carts", lines(tea, 1)).expect(201);
        var cart = "/v1/carts/" + created.json().path("cartId").asText();
        var tab = shop.guest().with("If-Match", created.header("ETag").orElseThrow());
        tab.put(cart + "/items/" + cup, "{\"quantity\": 1}").expect(200);

        for (var late : List.of(
                tab.put(cart + "/items/" + tea, "{\"quantity\": 9}"),
                tab.put(cart + "/items", lines(tea, 9)),
                tab.delete(cart + "/items/" + tea),
                tab.post(cart + "/accept-changes", "{}"))) {
            var current = late.expectProblem(412, "version-mismatch").json().path("cart");
            assertThat(quantities(current)).isEqualTo(Map.of(tea, 1, cup, 1));
            assertThat(current.path("version").asLong()).isEqualTo(2);
        }
    }

    @Test
    void warnings_shouldSayWhatCheckoutWouldRefuseUntilTheChangesAreAccepted() {
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 10);
        var gone = shop.product(100, 10);
        var guest = shop.guest();
        var id = shop.cart(guest, tea, 2, cup, 1, gone, 1);
        shop.putProduct(TestShop.productOf(tea), "things", 500);
        shop.deleteProduct(TestShop.productOf(gone));
        shop.adjust(cup, -10);
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(warnings(guest.get("/v1/carts/" + id).json()))
                .isEqualTo(Map.of(tea, "PRICE_CHANGED", cup, "NOT_ENOUGH_STOCK", gone, "NOT_AVAILABLE")));

        var accepted = guest.post("/v1/carts/" + id + "/accept-changes", "{}").expect(200).json();

        assertThat(accepted.path("changes")).hasSize(3);
        assertThat(accepted.path("warnings")).isEmpty();
        assertThat(accepted.path("total").asLong()).isEqualTo(1000);
        assertThat(guest.post("/v1/carts/" + id + "/accept-changes", "{}").expect(200).json().path("changes"))
                .isEmpty();
        var order = shop.order(guest, id, TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(guest, order, "PAID");
    }

    @Test
    void guestWhoSignsIn_shouldFindBothCartsInOne() {
        store.requireSeveralCustomers();
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 10);
        var anna = shop.customer(TestShop.unique("anna"));
        anna.get("/v1/carts/current").expectProblem(404, "not-found");
        var mine = anna.post("/v1/carts", lines(tea, 2)).expect(201).json().path("cartId").asText();
        var guests = shop.guest().post("/v1/carts", lines(tea, 998, cup, 3)).expect(201).json();
        var guest = "/v1/carts/" + guests.path("cartId").asText();

        var claimed = anna.post(guest + "/claim", "{}").expect(200).json();

        assertThat(claimed.path("cartId").asText()).isEqualTo(mine);
        assertThat(quantities(claimed)).isEqualTo(Map.of(tea, 999, cup, 3));
        assertThat(claimed.path("changes")).singleElement().satisfies(change -> {
            assertThat(change.path("code").asText()).isEqualTo("LIMIT_PER_ORDER");
            assertThat(change.path("quantityWas").asInt()).isEqualTo(1000);
        });
        assertThat(anna.post(guest + "/claim", "{}").expect(200).json()).isEqualTo(claimed);
        assertThat(anna.get("/v1/carts/current").expect(200).json().path("cartId").asText()).isEqualTo(mine);
        assertThat(quantities(anna.get(guest).expect(200).json())).isEqualTo(Map.of(tea, 999, cup, 3));
        shop.guest().get(guest).expectProblem(404, "not-found");
        // The guest's version was another cart's.
        var late = anna.post("/v1/checkout", TestShop.checkoutBody(
                guests.path("cartId").asText(), claimed.path("version").asLong(), TestShop.uniqueEmail(),
                "tok_approve")).expectProblem(409, "cart-changed");
        assertThat(late.json().at("/cart/cartId").asText()).isEqualTo(mine);
    }

    @Test
    void twoDevices_shouldShareTheCurrentCartUntilItIsOrdered() {
        store.requireSeveralCustomers();
        var tea = shop.product(450, 10);
        var cup = shop.product(1299, 10);
        var name = TestShop.unique("anna");
        var phone = shop.customer(name);
        var laptop = shop.customer(name);
        shop.guest().get("/v1/carts").expectProblem(401, "unauthorized");
        shop.guest().get("/v1/carts/current").expect(401);
        var onPhone = phone.post("/v1/carts", lines(tea, 1)).expect(201).json().path("cartId").asText();
        assertThat(quantities(laptop.get("/v1/carts/current").expect(200).json())).isEqualTo(Map.of(tea, 1));
        // A device that did not ask first: its cart becomes the current one, and the other one is merged when it is claimed.
        laptop.post("/v1/carts", lines(cup, 1)).expect(201);
        phone.post("/v1/carts/" + onPhone + "/claim", "{}").expect(200);

        var current = laptop.get("/v1/carts").expect(200).json().path("carts");

        assertThat(current).singleElement()
                .satisfies(cart -> assertThat(quantities(cart)).isEqualTo(Map.of(tea, 1, cup, 1)));
        shop.order(laptop, current.path(0).path("cartId").asText(), TestShop.uniqueEmail(), "tok_approve");
        phone.get("/v1/carts/current").expectProblem(404, "not-found");
        assertThat(phone.get("/v1/carts").expect(200).json().path("carts")).isEmpty();
    }

    @Test
    void notes_shouldBecomePartOfTheOrderForItsCustomerAndTheShop() {
        store.requireSeveralCustomers();
        var tea = shop.product(450, 10);
        var anna = shop.customer(TestShop.unique("anna"));
        var created = anna.post("/v1/carts", """
                {"note": "Ring twice", "metadata": {"source": "app"},
                 "lines": [{"sku": "%s", "quantity": 1, "metadata": {"engraving": "Ada"}}]}
                """.formatted(tea)).expect(201).json();
        var cart = created.path("cartId").asText();
        assertThat(created.at("/lines/0/metadata/engraving").asText()).isEqualTo("Ada");

        anna.put("/v1/carts/" + cart + "/details", """
                {"note": "Ring once", "giftMessage": "Happy birthday!", "metadata": {"source": "app"}}
                """).expect(200);
        var order = shop.order(anna, cart, TestShop.uniqueEmail(), "tok_approve");

        for (var client : List.of(anna, shop.admin())) {
            var notes = shop.awaitStatus(client, order, "PAID").path("notes");
            assertThat(notes.path("note").asText()).isEqualTo("Ring once");
            assertThat(notes.path("giftMessage").asText()).isEqualTo("Happy birthday!");
            assertThat(notes.at("/metadata/source").asText()).isEqualTo("app");
            assertThat(notes.path("lineMetadata").path(tea).path("engraving").asText()).isEqualTo("Ada");
        }
        anna.put("/v1/carts/" + cart + "/details", "{\"note\": \"Too late\"}").expectProblem(409, "cart-ordered");
        anna.post("/v1/carts/" + cart + "/accept-changes", "{}").expectProblem(409, "cart-ordered");
    }

    @Test
    void guestsOrder_claimedWithTheVerifiedAddress_shouldJoinTheAccount() {
        store.requireSeveralCustomers();
        var tea = shop.product(450, 10);
        var email = TestShop.uniqueEmail();
        var order = shop.order(shop.guest(), shop.cart(shop.guest(), tea, 1), email, "tok_approve");
        shop.awaitStatus(shop.guest(), order, "PAID");
        var claim = "/v1/orders/" + order + "/claim";
        shop.guest().post(claim, "{}").expect(401);
        shop.customer(TestShop.unique("ben")).post(claim, "{}").expectProblem(403, "email-mismatch");
        shop.customer(TestShop.unique("ben"), TestShop.uniqueEmail()).post(claim, "{}")
                .expectProblem(403, "email-mismatch");
        var anna = shop.customer(TestShop.unique("anna"), email);

        var claimed = anna.post(claim, "{}").expect(200).json();

        assertThat(claimed.at("/contact/email").asText()).isEqualTo(email);
        assertThat(anna.post(claim, "{}").expect(200).json()).isEqualTo(claimed);
        await().atMost(TestShop.SOON).untilAsserted(
                () -> assertThat(anna.get("/v1/orders").expect(200).json().path("orders")).singleElement()
                        .satisfies(
                                listed -> assertThat(listed.path("reference")).isEqualTo(claimed.path("reference"))));
        shop.guest().get("/v1/orders/" + order).expectProblem(404, "not-found");
        shop.customer(TestShop.unique("ben"), email).post(claim, "{}").expectProblem(404, "not-found");
        anna.post("/v1/orders/" + order + "/cancel", "{}").expect(202);
        shop.awaitStatus(anna, order, "REFUNDED");
    }

    private static String lines(Object... skusAndQuantities) {
        var lines = new StringBuilder();
        for (var i = 0; i < skusAndQuantities.length; i += 2) {
            lines.append(lines.isEmpty() ? "" : ", ").append(
                    "{\"sku\": \"%s\", \"quantity\": %d}".formatted(skusAndQuantities[i], skusAndQuantities[i + 1]));
        }
        return "{\"lines\": [" + lines + "]}";
    }

    private static Map<String, Integer> quantities(JsonNode cart) {
        var quantities = new TreeMap<String, Integer>();
        cart.path("lines").forEach(line -> quantities.put(line.path("sku").asText(), line.path("quantity").asInt()));
        return quantities;
    }

    private static Map<String, String> warnings(JsonNode cart) {
        var codes = new TreeMap<String, String>();
        cart.path("warnings").forEach(warning -> codes.put(
                warning.path("sku").asText(), warning.path("code").asText()));
        return codes;
    }
}
